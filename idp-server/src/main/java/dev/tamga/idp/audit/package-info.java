/**
 * What happened, append-only: one row an event, written in the transaction of what it reports. Holds no secret. Each
 * node seals its own events in a keyed chain, so that a later change of the table shows.
 */
package dev.tamga.idp.audit;
