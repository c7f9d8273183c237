/**
 * Vectors as text files with {@code expect:} (src/test/resources/vectors): forged once by {@link
 * dev.tamga.ca.vector.VectorForge}, kept since, read by {@link dev.tamga.ca.vector.VectorsTest}.
 */
package dev.tamga.ca.vector;
