/** Journeys in real Chromium: every page that talks to a key. Skipped, and said so, where there is no Chromium. */
package dev.tamga.idp.browser;
