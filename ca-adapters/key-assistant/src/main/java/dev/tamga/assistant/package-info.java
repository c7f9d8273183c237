/**
 * The key assistant (证书助手): a program on the bidder's computer that pages of allow-listed origins ask to list keys and
 * to sign a challenge. This package puts it together and starts it; {@link dev.tamga.assistant.device} says what a key
 * is, {@link dev.tamga.assistant.http} what pages may do.
 */
package dev.tamga.assistant;
