package dev.tamga.ca.crl;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Reads revokedCertificates (RFC 5280 §5.1.2.6, §5.3) in two passes: count, then fill a table of just that size. */
final class Entries {
    private static final int MOST_ISSUERS = 10_000;
    // Tag and length of an element as short as the OIDs that are known here.
    private static final int HEADER = 2;
    private static final byte[] REASON_CODE = {0x55, 0x1d, 0x15};
    private static final byte[] INVALIDITY_DATE = {0x55, 0x1d, 0x18};
    private static final byte[] CERTIFICATE_ISSUER = {0x55, 0x1d, 0x1d};

    private final byte[] der;
    private final boolean indirect;
    private final Map<X500Name, Integer> issuers = new HashMap<>();
    // Of the entry that is being read; the issuer stays until another is named (RFC 5280 §5.3.3).
    private int issuer;
    private int reason;

    private Entries(byte[] der, X500Name crlIssuer, boolean indirect) {
        this.der = der;
        this.indirect = indirect;
        issuers.put(crlIssuer, 0);
    }

    /** The entries between two places, and the numbers of their issuers in the table. */
    record Read(SerialTable table, Map<X500Name, Integer> issuers) {}

    static Read read(byte[] der, int from, int to, CrlHeader header, long seed) throws UnusableCrl {
        Entries entries = new Entries(der, header.issuer(), header.scope().indirect());
        SerialTable table = entries.emptyTable(from, to, seed);
        DerWalk walk = new DerWalk(der, from);
        while (walk.at() < to) {
            entries.read(walk, walk.enter(DerWalk.SEQUENCE, to), table);
        }
        return new Read(table, Map.copyOf(entries.issuers));
    }

    private SerialTable emptyTable(int from, int to, long seed) throws UnusableCrl {
        DerWalk walk = new DerWalk(der, from);
        int count = 0;
        int longest = 0;
        while (walk.at() < to) {
            int end = walk.enter(DerWalk.SEQUENCE, to);
            int octets = octets(walk, end);
            longest = Math.max(longest, Math.min(octets, SerialTable.MOST_OCTETS));
            count++;
            walk.goTo(end);
        }
        return new SerialTable(count, longest, indirect, seed);
    }

    private static int octets(DerWalk walk, int limit) throws UnusableCrl {
        int from = walk.integer(limit);
        return walk.at() - from;
    }

    private void read(DerWalk walk, int end, SerialTable table) throws UnusableCrl {
        int from = walk.integer(end);
        int to = walk.at();
        long revokedAt = DerTime.read(walk, end);
        reason = Crl.UNSPECIFIED;
        if (walk.at() < end) {
            readExtensions(walk, walk.enter(DerWalk.SEQUENCE, end));
        }
        walk.end(end);
        int first = der[from] == 0 ? from + 1 : from;
        // No certificate that is read here has a negative serial number or one of more than 20 octets.
        if (der[from] >= 0 && to - first <= SerialTable.MOST_OCTETS) {
            table.add(der, first, to, issuer, reason, revokedAt);
        }
    }

    private void readExtensions(DerWalk walk, int end) throws UnusableCrl {
        int seen = 0;
        while (walk.at() < end) {
            int extensionEnd = walk.enter(DerWalk.SEQUENCE, end);
            int oid = walk.skip(DerWalk.OBJECT_ID, extensionEnd) + HEADER;
            int oidEnd = walk.at();
            boolean critical = isCritical(walk, extensionEnd);
            int content = walk.enter(DerWalk.OCTET_STRING, extensionEnd);
            int kind = kind(oid, oidEnd);
            if (kind != 0 && (seen & 1 << kind) != 0) {
                throw walk.malformed("an entry has one extension twice");
            }
            seen |= 1 << kind;
            readExtension(walk, kind, critical, content);
            walk.end(content);
            walk.end(extensionEnd);
        }
    }

    private static boolean isCritical(DerWalk walk, int limit) throws UnusableCrl {
        if (walk.peek(limit) != DerWalk.BOOLEAN) {
            return false;
        }
        int end = walk.enter(DerWalk.BOOLEAN, limit);
        int at = walk.at();
        // FALSE is the default, and written all the same by some.
        if (end - at != 1 || walk.der()[at] != 0 && walk.der()[at] != -1) {
            throw walk.malformed("critical is neither TRUE nor FALSE");
        }
        walk.goTo(end);
        return walk.der()[at] != 0;
    }

    private void readExtension(DerWalk walk, int kind, boolean critical, int end) throws UnusableCrl {
        switch (kind) {
            case 1 -> reason = reason(walk, end);
            case 2 -> DerTime.read(walk, end);
            case 3 -> issuer = issuer(walk, end);
            default -> {
                // RFC 5280 §5.3: such a CRL must not be used for any certificate.
                if (critical) {
                    throw new UnusableCrl("the CRL has an entry with a critical extension that is not known here");
                }
                walk.goTo(end);
            }
        }
    }

    private int kind(int from, int to) {
        List<byte[]> known = List.of(REASON_CODE, INVALIDITY_DATE, CERTIFICATE_ISSUER);
        for (int i = 0; i < known.size(); i++) {
            if (Arrays.equals(der, from, to, known.get(i), 0, known.get(i).length)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static int reason(DerWalk walk, int limit) throws UnusableCrl {
        int end = walk.enter(DerWalk.ENUMERATED, limit);
        int at = walk.at();
        if (end - at != 1 || walk.der()[at] < 0) {
            throw walk.malformed("a reason is no small number");
        }
        walk.goTo(end);
        return walk.der()[at];
    }

    private int issuer(DerWalk walk, int end) throws UnusableCrl {
        if (!indirect) {
            throw new UnusableCrl("the CRL lists certificates of another issuer but is not an indirect one");
        }
        byte[] encoded = walk.copy(walk.at(), end);
        walk.goTo(end);
        try {
            X500Name named = onlyName(GeneralNames.getInstance(CrlHeader.element(encoded)));
            issuers.putIfAbsent(named, issuers.size());
            if (issuers.size() > MOST_ISSUERS) {
                throw new UnusableCrl("the CRL is of more than " + MOST_ISSUERS + " issuers");
            }
            return issuers.get(named);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle answers malformed structures with a dozen kinds of RuntimeException.
            throw walk.malformed("a certificate issuer cannot be read");
        }
    }

    private static X500Name onlyName(GeneralNames names) {
        if (names.getNames().length != 1 || names.getNames()[0].getTagNo() != GeneralName.directoryName) {
            throw new IllegalArgumentException("expected one directory name");
        }
        return (X500Name) CrlNames.of(names).iterator().next();
    }
}
