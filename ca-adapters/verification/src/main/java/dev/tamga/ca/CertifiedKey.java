package dev.tamga.ca;

import java.time.Instant;

/**
 * What identifies the key that a verified certificate certifies.
 *
 * @param issuerKeyId hex SHA-256 of the issuing CA's SubjectPublicKeyInfo
 * @param keyNumber 证书key号: the serial number in upper-case hex without leading zeros
 * @param certificateHash SHA-256 of the certificate's DER
 * @param spkiHash SHA-256 of the certificate's SubjectPublicKeyInfo
 * @param subject the subject's distinguished name, RFC 4514, for display
 * @param issuer the issuer's distinguished name, RFC 4514, for display
 */
public record CertifiedKey(
        String issuerKeyId,
        String keyNumber,
        byte[] certificateHash,
        byte[] spkiHash,
        Instant notBefore,
        Instant notAfter,
        String subject,
        String issuer,
        KeyMedium medium) {}
