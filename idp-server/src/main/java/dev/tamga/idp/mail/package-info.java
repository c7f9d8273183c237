/**
 * Mail: written in the transaction of what it tells, delivered by SMTP with retries, at least once. Owns the table
 * {@code outbox_mail}. What a mail says is the business of the feature that sends it; whether anything is set up to
 * deliver it is {@link dev.tamga.idp.mail.Mail#isDelivered}'s.
 */
package dev.tamga.idp.mail;
