/** Identifiers that may be presented once, on whichever node. It knows no feature. */
package dev.tamga.idp.replay;
