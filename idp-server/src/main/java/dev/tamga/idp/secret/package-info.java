/** Random values, digests and derived keys. It owns no table and knows no feature. */
package dev.tamga.idp.secret;
