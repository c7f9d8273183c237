/**
 * The only door of this library to the network: HTTP to hosts that an operator named, within one time limit and one
 * size limit. It knows nothing of certificates; who asks and what an answer means is the caller's.
 */
package dev.tamga.ca.fetch;
