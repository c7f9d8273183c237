/**
 * The assistant towards pages: who may ask ({@link dev.tamga.assistant.http.Gate}), what a page may ask for
 * ({@link dev.tamga.assistant.http.SignRequest}) and what it gets. A page never chooses the bytes that a key signs: the
 * signed line is built here, with the origin that the browser named. Owns no key and no window.
 */
package dev.tamga.assistant.http;
