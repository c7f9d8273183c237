/**
 * The probe: one whole sign-in over HTTP without a browser, from the platform's start to userinfo, for monitoring. It
 * walks the pages as a browser without scripts would, and the SDK checks what comes back; it never calls the platform.
 */
package dev.tamga.sample.probe;
