/**
 * Fuzzing of every parser. {@link dev.tamga.ca.fuzz.Target} lists them, {@link dev.tamga.ca.fuzz.Fuzzer} is what Jazzer
 * calls (by hand, docs/fuzzing.md), {@link dev.tamga.ca.fuzz.CorpusTest} replays what was found. The {@code …Parsers}
 * class in each package is the thin door to what is package-private there.
 */
package dev.tamga.ca.fuzz;
