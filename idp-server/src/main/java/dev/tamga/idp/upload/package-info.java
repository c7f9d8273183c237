/**
 * Files from strangers: what they really are, written anew or refused, and where they lie. Nothing that was sent is
 * kept as it came, and nothing here is ever served to a browser. Which files a feature asks for, and which rows name
 * them, is that feature's.
 */
package dev.tamga.idp.upload;
