/** CAs at run time: counts what they answer. Whether a certificate is good is said by {@code dev.tamga.ca}. */
package dev.tamga.idp.trust;
