/**
 * A small trading platform on the SDK: demo, test peer and documentation in one. {@code Platform} is what an integrator
 * reads first. Owns no decision about who a bidder is: that comes checked from {@code dev.tamga.rp}.
 *
 * <p>Also the demo's launcher ({@code Demo}), which starts everything that the demo needs and stops it again.
 */
package dev.tamga.sample;
