package dev.tamga.forge.demo;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;

import org.bouncycastle.asn1.x500.X500Name;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;

/** How one CA writes its names and its end-entity certificates. Decoded from real ones; see ca-certificates.md. */
interface Layout {
    X500Name rootName();

    X500Name issuingName();

    /** Subject, serial number and extensions; key and validity are the caller's. */
    Certificates leaf(ForgedCertificate issuing, DemoHolder holder, Use use);

    default ForgedKey newKey() {
        return ForgedKey.sm2();
    }

    /** The two certificates of a key. */
    enum Use {
        SIGNING,
        ENCRYPTION;

        ForgedExtension keyUsage() {
            return ForgedExtension.keyUsage(this == SIGNING ? ForgedExtension.SIGNING : ForgedExtension.ENCRYPTION);
        }
    }

    /** The prefix and random digits behind it, in hex. */
    static String serial(String prefix, int randomBytes) {
        BigInteger random = new BigInteger(8 * randomBytes, new SecureRandom());
        return prefix + String.format(Locale.ROOT, "%0" + 2 * randomBytes + "X", random);
    }

    /** Decimal digits of a holder, the same in all its certificates: a CA's customer number. */
    static String digits(DemoHolder holder, int count) {
        long seed = Integer.toUnsignedLong((holder.creditCode() + holder.identityNumber()).hashCode());
        return String.format(Locale.ROOT, "%0" + count + "d", seed % (long) Math.pow(10, count));
    }
}
