/**
 * Notices: what operators tell bidders, from when until when, to whom. Owns the table {@code notice} and says which page
 * shows which ({@link dev.tamga.idp.notice.NoticePages}).
 */
package dev.tamga.idp.notice;
