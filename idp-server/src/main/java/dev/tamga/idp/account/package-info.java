/**
 * 「主体信息」 (domain.md §5.9): what a signed-in subject sees, changes, takes back and downloads of its own. It owns no data:
 * the row and the keys are the binding feature's, consents the consent feature's, sign-ins the audit's.
 */
package dev.tamga.idp.account;
