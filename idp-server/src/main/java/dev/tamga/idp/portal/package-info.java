/**
 * 「各盟市公共资源电子交易平台」: which platforms a key may enter, and the start of a sign-in there by OpenID Connect's
 * third-party initiated login. Platforms themselves belong to {@code dev.tamga.idp.platform}.
 */
package dev.tamga.idp.portal;
