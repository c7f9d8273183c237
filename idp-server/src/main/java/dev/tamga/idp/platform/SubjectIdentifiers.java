package dev.tamga.idp.platform;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.platform.Platform.SubjectType;
import dev.tamga.idp.secret.Ids;

/**
 * What a platform knows a subject by: OpenID Connect Core §8. Public is the subject's id and costs no statement.
 * Pairwise is random within the platform's sector and stored, so that no two sectors can compare their bidders and
 * nobody who learns a key of ours can reckon one from the other.
 */
public final class SubjectIdentifiers {
    private final SubjectIdentifierStore store;
    private final Ids ids;
    private final Clock clock;

    public SubjectIdentifiers(Jdbi jdbi, Ids ids, Clock clock) {
        this.store = new SubjectIdentifierStore(jdbi);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The {@code sub} of a subject at a platform. Pairwise: one select, and one insert the first time; joins the
     * caller's transaction. Of two nodes at once both get the name that the first one wrote.
     */
    public String of(Platform platform, String subjectId) {
        if (platform.subjectType() == SubjectType.PUBLIC) {
            return subjectId;
        }
        String sector = platform.sector();
        return store.findSub(sector, subjectId).orElseGet(() -> name(sector, subjectId));
    }

    private String name(String sector, String subjectId) {
        String sub = ids.random();
        if (store.insertIfAbsent(sector, subjectId, sub, clock.instant())) {
            return sub;
        }
        return store.findSub(sector, subjectId)
                .orElseThrow(() -> new IllegalStateException("a pairwise subject is there and is not"));
    }

    /** The subject's id; empty where the platform's sector knows none by this name. Pairwise: one select. */
    public Optional<String> subjectOf(Platform platform, String sub) {
        return platform.subjectType() == SubjectType.PUBLIC
                ? Optional.of(sub)
                : store.findSubject(platform.sector(), sub);
    }

    /** Every pairwise name of a subject, by sector. One select. */
    public Map<String, String> list(String subjectId) {
        return store.list(subjectId);
    }
}
