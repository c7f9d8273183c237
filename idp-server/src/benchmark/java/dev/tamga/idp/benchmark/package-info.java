/**
 * Measures the provider from outside: {@code mvn -Pbenchmark}. Owns no assertion and nothing that production needs. Three
 * processes: the provider, the clients (JMH's fork), and the demo CAs with the launcher.
 */
package dev.tamga.idp.benchmark;
