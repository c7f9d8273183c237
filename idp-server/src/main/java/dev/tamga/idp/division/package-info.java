/** The administrative divisions of Inner Mongolia by their six-digit codes (GB/T 2260), a table that nobody edits. */
package dev.tamga.idp.division;
