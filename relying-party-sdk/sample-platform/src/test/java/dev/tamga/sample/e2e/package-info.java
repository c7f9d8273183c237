/**
 * The whole demo from end to end: every program in its own process, a real browser, a provider that is killed. Runs in
 * the integration-test phase, when every jar exists. It owns no rule of its own: what a page must say is in its
 * module's tests.
 */
package dev.tamga.sample.e2e;
