/** Calls to platforms: the one door out. It knows no platform; whoever calls brings the address. */
package dev.tamga.idp.outgoing;
