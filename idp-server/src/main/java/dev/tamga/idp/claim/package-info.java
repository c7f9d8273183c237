/** What platforms may learn: one table from which discovery, the consent page, ID token and userinfo all derive. */
package dev.tamga.idp.claim;
