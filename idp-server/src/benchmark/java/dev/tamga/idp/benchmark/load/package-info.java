/**
 * Load from Gatling: our provider beside Spring's stock authorization server with its JDBC store, in one run, each pinned
 * to one core and on the same kind of database with the same durability.
 */
package dev.tamga.idp.benchmark.load;
