/**
 * The demo's launcher: demo CAs, key assistant, identity provider and sample platforms, started in the right order,
 * watched, and stopped together. All state is in {@code .demo/}; deleting it starts afresh. Not for production.
 */
package dev.tamga.sample.demo;
