package dev.tamga.idp.web;

/**
 * Where a page that says "no" leads on.
 *
 * @param href on this server
 * @param label message key
 */
public record Step(String href, String label) {}
