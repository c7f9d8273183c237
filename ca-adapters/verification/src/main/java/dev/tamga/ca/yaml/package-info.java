/**
 * Strict reading of the configuration that operators edit (ca.yml, platform files): every fault names file, line, key
 * and what was expected. Owns the form of a file, never the meaning of a key.
 */
package dev.tamga.ca.yaml;
