/**
 * The operators' commands: an endpoint on 127.0.0.1 of the running server, and the client that the command line starts.
 * A second process could not open the embedded database, and health lives in memory. Rules belong to the features; here
 * is only how an operator reaches them.
 */
package dev.tamga.idp.operator;
