package dev.tamga.idp.crash;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks the last part of a journey while the process dies at its first step, at its second one, and so on until it goes
 * through. Whoever was on the way was told that the system does not answer; either nothing has happened or all of it;
 * and who comes again finishes, or is told that it is done.
 */
record Visitor(RunningTamga tamga, Bidder bidder) {
    private static RunningTamga alone;
    private static Rows empty;

    /** The first one at a server of these tests' own. */
    static synchronized Visitor first() throws Exception {
        if (alone == null) {
            alone = RunningTamga.alone(TestDatabase.newUrl());
            empty = new Rows(alone.jdbi());
        }
        empty.putBack();
        return new Visitor(alone, new Bidder(alone));
    }

    /** @param done what it answers when it goes through; @param again when it went through before */
    void survives(Callable<String> way, String done, String again) throws Exception {
        Rows rows = new Rows(tamga.jdbi());
        Map<String, String> cookies = Map.copyOf(bidder.browser().cookies());
        String before = everything();
        assertThat(way.call()).as("without a crash").isEqualTo(done);
        String after = everything();
        String facts = Rows.facts(tamga.jdbi());
        assertThat(after).isNotEqualTo(before);
        Crash crash = new Crash(tamga.counted());
        int step = 0;
        while (true) {
            rows.putBack();
            bidder.browser().cookies().clear();
            bidder.browser().cookies().putAll(cookies);
            step++;
            Optional<String> told = crash.at(step, way);
            if (told.isEmpty()) {
                break;
            }
            String where = "after a crash at step " + step;
            assertThat(told.get()).as(where).containsAnyOf("unavailable", "answered 503", "the process died here");
            String found = everything();
            assertThat(found).as(where).isIn(before, after);
            assertThat(way.call()).as("again " + where).isEqualTo(found.equals(after) ? again : done);
            assertThat(Rows.facts(tamga.jdbi())).as("again " + where).isEqualTo(facts);
        }
        assertThat(step).as("steps").isGreaterThan(3);
    }

    private String everything() {
        return Rows.facts(tamga.jdbi()) + "\n" + Rows.audit(tamga.jdbi());
    }

    /** Where a redirect leads, without what differs each time; of a page its code. */
    static String told(HttpResponse<String> answer) {
        return answer.statusCode() == 303
                ? Journey.location(answer).replaceAll("(form|session)=.*", "$1=…")
                : Bidder.code(answer);
    }
}
