/**
 * The demo's certification authorities: six look-alikes with each CA's own layout, the demo keys that they issued,
 * and a loopback server for their CRLs and OCSP answers. {@link dev.tamga.forge.demo.DemoWorld} and {@link
 * dev.tamga.forge.demo.DemoCaServer} are the doors. Every CA name says DEMO, every holder （演示）.
 *
 * <p>Does not own forging as such ({@link dev.tamga.forge}).
 */
package dev.tamga.forge.demo;
