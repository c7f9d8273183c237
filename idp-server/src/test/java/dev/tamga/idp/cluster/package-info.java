/** Several nodes on one database, and a database that goes away: on MySQL alone, for an embedded database does neither. */
package dev.tamga.idp.cluster;
