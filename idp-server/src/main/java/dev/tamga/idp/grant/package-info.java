/**
 * Authorization grants: from the code through the tokens to the end of the refresh family. Each "once" is one
 * compare-and-set statement; a second use ends the grant. Owns Spring's token and userinfo providers.
 */
package dev.tamga.idp.grant;
