/** Where the PIN comes from: the page, or a window of the assistant's own that shows what is being signed. */
package dev.tamga.assistant.pin;
