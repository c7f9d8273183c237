/** Puts the features together: the only configuration classes. Knows everybody; nobody knows it. */
package dev.tamga.idp.wiring;
