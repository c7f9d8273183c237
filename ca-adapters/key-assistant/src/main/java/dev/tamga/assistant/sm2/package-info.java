/** SM2 signatures: the only importer of Bouncy Castle's SM2 and SM3 classes in this module. */
package dev.tamga.assistant.sm2;
