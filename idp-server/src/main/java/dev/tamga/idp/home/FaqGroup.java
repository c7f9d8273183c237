package dev.tamga.idp.home;

import java.util.List;

import dev.tamga.idp.web.Step;

/**
 * A part of the help page; texts are {@code help.group.<name>}, {@code help.<id>.question} and {@code .answer}.
 *
 * @param name of the group
 */
public record FaqGroup(String name, List<Entry> entries) {
    private static final Step CA = new Step("/help/ca", "help.link.ca");
    private static final Step ASSISTANT = new Step("/assistant", "help.link.assistant");
    private static final Step UNBINDING = new Step("/unbinding", "help.link.unbinding");
    private static final Step KEYS = new Step("/account/keys", "help.link.keys");
    private static final Step EDIT = new Step("/account/edit", "help.link.edit");
    private static final Step PORTAL = new Step("/portal", "help.link.portal");
    private static final Step HOME = new Step("/", "help.link.home");

    /** The whole page. */
    public static final List<FaqGroup> ALL = List.of(
            new FaqGroup("key", List.of(
                    leading("assistant", ASSISTANT), leading("no-key", ASSISTANT), leading("pin", CA),
                    leading("unreadable", CA), leading("two-certificates", ASSISTANT), toCa("expired"),
                    toCa("revoked"), leading("elsewhere", CA), leading("unknown-ca", CA), leading("slow", CA),
                    of("clock"), of("signature"))),
            new FaqGroup("binding", List.of(
                    leading("not-bound", HOME), leading("already-bound", UNBINDING), of("legal-representative-key"),
                    leading("two-keys", KEYS), leading("frozen", KEYS), leading("lost", UNBINDING), toCa("renamed"),
                    leading("types", EDIT))),
            new FaqGroup("platform", List.of(
                    of("vetting"), leading("admission", PORTAL), leading("platform", PORTAL),
                    leading("business", PORTAL), of("timeout"), of("limits"))),
            new FaqGroup("system", List.of(of("maintenance"), of("calling"))));

    /**
     * A question and its answer.
     *
     * @param id also the anchor on the page
     * @param link null where nothing is to be done on another page
     * @param warns whether that leads to a renewal or replacement: then what to do about open tenders comes first (5.7)
     */
    public record Entry(String id, Step link, boolean warns) {}

    private static Entry of(String id) {
        return new Entry(id, null, false);
    }

    private static Entry leading(String id, Step link) {
        return new Entry(id, link, false);
    }

    private static Entry toCa(String id) {
        return new Entry(id, CA, true);
    }
}
