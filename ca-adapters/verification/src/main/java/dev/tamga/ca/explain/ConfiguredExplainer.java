package dev.tamga.ca.explain;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import dev.tamga.ca.Refused;
import dev.tamga.ca.adapter.CaAdapter;
import dev.tamga.ca.chain.ChainBuilder;
import dev.tamga.ca.chain.TrustedChain;
import dev.tamga.ca.holder.UnverifiedHolder;
import dev.tamga.ca.profile.CompliantChain;
import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.ca.verification.Recognition;

/** Explains by the configuration of the CAs: what a sign-in checks, the proof of possession apart. */
public final class ConfiguredExplainer implements Explainer {
    private final CaDirectory directory;
    private final RevocationLook revocation;
    private final Instant at;

    /** @param at the moment to which the verdicts apply */
    public ConfiguredExplainer(CaDirectory directory, RevocationLook revocation, Instant at) {
        this.directory = directory;
        this.revocation = revocation;
        this.at = at;
    }

    @Override
    public Explanation explain(Path file) {
        return Trail.of(file, this::walk);
    }

    private void walk(Presented presented, Trail trail) throws Refused {
        trail.begin(Step.ISSUER);
        Recognition recognised = directory.recognise(presented.leaf());
        CaAdapter ca = recognised.ca();
        trail.ca(ca.id());
        note(recognised, presented, trail);
        recognised.issued();
        trail.passed("issued by " + ca.id() + " (" + ca.name().get("en") + "), recognised by key");
        trail.begin(Step.PATH);
        TrustedChain trusted = new ChainBuilder(ca.trust()).check(recognised.issued(), at);
        trail.passed(Facts.of(trusted));
        trail.begin(Step.PROFILE);
        CompliantChain compliant = ca.profile().check(trusted);
        trail.passed("signs in: key usage, algorithms and admission rules hold; region "
                + compliant.region().orElse("not known for this CA")
                + compliant.project().map(project -> ", project " + project).orElse(""));
        trail.begin(Step.REVOCATION);
        trail.revocation(revocation.check(
                new RevocationLook.Asked(Optional.of(ca), ca.trust(), trusted, at)));
        trail.begin(Step.HOLDER);
        trail.passed(Facts.of(ca.holder().describe(presented.leaf().view())));
    }

    /** Facts for an operator, whatever the steps will say. */
    private static void note(Recognition recognised, Presented presented, Trail trail) {
        if (!presented.others().isEmpty()) {
            trail.note("the file holds " + (presented.others().size() + 1) + " certificates; serial number "
                    + presented.leaf().view().keyNumber() + " was checked, the path is of the imported CAs alone");
        }
        if (recognised.byKey().isEmpty()) {
            return;
        }
        try {
            UnverifiedHolder holder = recognised.ca().holder().describe(presented.leaf().view());
            trail.holder(holder);
        } catch (Refused refused) {
            // The last step says so, if it is reached.
        }
    }
}
