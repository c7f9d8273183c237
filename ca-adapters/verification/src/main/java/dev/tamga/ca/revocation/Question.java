package dev.tamga.ca.revocation;

import dev.tamga.ca.chain.CertificateView;

/** Is this certificate of this issuer revoked, by this CA's policy? */
record Question(CertificateView certificate, CertificateView issuer, RevocationPolicy policy) {}
