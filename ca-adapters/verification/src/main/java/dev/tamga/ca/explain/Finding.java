package dev.tamga.ca.explain;

/**
 * What one step found.
 *
 * @param facts one line; identity numbers masked
 */
public record Finding(Step step, boolean isPassed, String facts) {}
