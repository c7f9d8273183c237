/**
 * Pages that need no sign-in and lead to everything else: home, help, CA directory, key assistant, unbinding, privacy, accessibility.
 * It owns no data.
 */
package dev.tamga.idp.home;
