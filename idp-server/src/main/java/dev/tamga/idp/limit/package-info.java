/**
 * How often is too often. What costs us something without a session is counted by the sender's address, and failed
 * client authentication by address and platform, in the memory of each node; failures of keys and subjects,
 * unbinding requests and status look-ups in the database, for all nodes together. What is refused, and how that
 * looks, belongs to whoever counts.
 */
package dev.tamga.idp.limit;
