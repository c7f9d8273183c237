package dev.tamga.ca.holder;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

import dev.tamga.ca.CaId;
import dev.tamga.ca.CertifiedKey;
import dev.tamga.ca.HolderKind;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.Hashes;
import dev.tamga.ca.chain.KeyHash;
import dev.tamga.ca.holder.HolderSources.KindMark;
import dev.tamga.ca.holder.HolderSources.Mark;
import dev.tamga.ca.holder.HolderSources.MarkedSource;
import dev.tamga.ca.profile.CompliantChain;
import dev.tamga.ca.revocation.RevocationEvidence;

/** Reads the holder out of a certificate that passed every other step. */
public final class HolderMapping {
    private final CaId ca;
    private final HolderSources sources;
    private final CodeReader codes;
    // What a certificate says never changes: said once for as long as somebody keeps what was read of it.
    private final Map<CertificateView, Described> described = Collections.synchronizedMap(new WeakHashMap<>());

    /** @param normalised the name, for comparison */
    private record Described(UnverifiedHolder holder, String normalised) {}

    public HolderMapping(CaId ca, HolderSources sources, CodeExceptions exceptions) {
        this.ca = ca;
        this.sources = sources;
        this.codes = new CodeReader(exceptions);
    }

    public VerifiedHolder read(RevocationEvidence evidence) throws Refused {
        Described said = described(evidence.leaf());
        UnverifiedHolder holder = said.holder();
        return new VerifiedHolder(
                ca,
                holder.kind(),
                holder.name(),
                said.normalised(),
                holder.code(),
                holder.identityNumber().map(IdentityNumber::value),
                holder.holderId(),
                evidence.chain().chain().region(),
                evidence.chain().chain().project(),
                key(evidence.chain().chain()));
    }

    private Described described(CertificateView leaf) throws Refused {
        Described known = described.get(leaf);
        if (known == null) {
            UnverifiedHolder holder = describe(leaf);
            known = new Described(holder, HolderName.normalise(holder.name()));
            described.put(leaf, known);
        }
        return known;
    }

    /** What a certificate says of its holder, whether or not anything else about it is true: for an operator's eyes. */
    public UnverifiedHolder describe(CertificateView certificate) throws Refused {
        Optional<String> conflict = sources.conflict(certificate);
        if (conflict.isPresent()) {
            throw unidentified(conflict.get());
        }
        Set<Mark> marks = marks(certificate);
        Optional<String> code = codes.organisationCode(certificate, sources.organisationCode(), marks);
        Optional<IdentityNumber> person = codes.identityNumber(
                certificate, sources.identityNumber(), marks, code);
        HolderKind kind = kind(marks, code.isPresent(), person.isPresent());
        return new UnverifiedHolder(
                kind, name(certificate, kind, marks), code, person, holderId(certificate, marks, person));
    }

    private Set<Mark> marks(CertificateView leaf) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        sources.kind().forEach(mark -> mark.marks(leaf).forEach(marks::add));
        return marks;
    }

    /** What is verified decides; a mark that contradicts it refuses. Nothing falls back to a kind. */
    private static HolderKind kind(Set<Mark> marks, boolean hasCode, boolean hasIdentity) throws Refused {
        boolean isInside = hasCode && marks.contains(Mark.ORGANISATION_PERSON);
        if (isInside || hasCode && hasIdentity) {
            return HolderKind.ORGANIZATION_PERSON;
        }
        if (hasCode && !marks.contains(Mark.PERSON)) {
            return HolderKind.ENTERPRISE;
        }
        if (hasIdentity && !marks.contains(Mark.ORGANISATION) && !marks.contains(Mark.ORGANISATION_PERSON)) {
            return HolderKind.PERSON;
        }
        throw unidentified("the marks of kind are " + marks + ", an organisation's code was "
                + (hasCode ? "found" : "not found") + ", an identity number was "
                + (hasIdentity ? "found" : "not found") + "; expected a code or a number that the marks agree with");
    }

    private String name(CertificateView leaf, HolderKind kind, Set<Mark> marks) throws Refused {
        List<MarkedSource> places = kind == HolderKind.PERSON ? sources.personName() : sources.organisationName();
        return places.stream()
                .flatMap(place -> place.values(leaf, marks))
                .findFirst()
                .orElseThrow(() -> unidentified("no source of the name has a value; expected one in "
                        + places.stream().map(place -> place.source().place()).toList()));
    }

    /** Without those ids that spell out the identity number: they would carry it further than it may go. */
    private Optional<String> holderId(CertificateView leaf, Set<Mark> marks, Optional<IdentityNumber> person) {
        return sources.holderId().stream()
                .flatMap(place -> place.values(leaf, marks))
                .findFirst()
                .filter(id -> person.isEmpty() || !id.contains(person.get().value()));
    }

    private static CertifiedKey key(CompliantChain chain) {
        CertificateView leaf = chain.leaf();
        return new CertifiedKey(
                KeyHash.of(chain.chain().issuer()),
                leaf.keyNumber(),
                Hashes.ofHex(leaf.hash()),
                Hashes.ofHex(KeyHash.of(leaf)),
                leaf.notBefore(),
                leaf.notAfter(),
                leaf.subject().toString(),
                leaf.issuer().toString(),
                chain.medium());
    }

    private static Refused unidentified(String detail) {
        return new Refused(new Refusal.HolderUnidentified(detail));
    }
}
