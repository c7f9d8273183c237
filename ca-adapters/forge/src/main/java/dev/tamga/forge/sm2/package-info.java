/**
 * The odd SM2 signatures and the GM object identifiers: the only package of the forge that imports Bouncy Castle's SM2
 * classes. Ordinary SM2 keys and signatures come from {@link dev.tamga.forge.ForgedKey}.
 */
package dev.tamga.forge.sm2;
