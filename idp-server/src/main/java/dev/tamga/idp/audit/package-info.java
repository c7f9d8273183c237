/** What happened, append-only: one row an event, written in the transaction of what it reports. Holds no secret. */
package dev.tamga.idp.audit;
