/**
 * What every page shares: layout model, language, incident number, error page, redirects, content security policy. It
 * holds no page of a feature and decides nothing about sign-in.
 */
package dev.tamga.idp.web;
