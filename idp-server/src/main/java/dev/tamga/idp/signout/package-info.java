/** Sign-out (OpenID Connect RP-Initiated Logout): ends the session and every grant that it gave. */
package dev.tamga.idp.signout;
