/**
 * Measures the provider from outside: {@code mvn -Pbenchmark}. Owns no assertion and nothing that production needs. Two
 * processes: the provider, and the launcher with the clients and the demo CAs.
 */
package dev.tamga.idp.benchmark;
