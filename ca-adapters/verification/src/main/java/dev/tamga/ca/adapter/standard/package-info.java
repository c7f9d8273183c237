/** The adapter whose CA says everything in ca.yml. One class reads one section. */
package dev.tamga.ca.adapter.standard;
