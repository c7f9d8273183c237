/**
 * What a CA has to declare, and nothing else: trust material, profile, revocation policy, holder mapping. An adapter
 * holds no check that it could forget; the steps are the host's.
 */
package dev.tamga.ca.adapter;
