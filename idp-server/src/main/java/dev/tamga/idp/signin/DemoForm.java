package dev.tamga.idp.signin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.signin.DemoKeys.DemoKey;
import dev.tamga.idp.signin.DemoKeys.Signing;

/**
 * The form that works without a script, with the demo's keys (OpenID's conformance suite runs none). It issues and
 * signs an ordinary challenge and hands on an ordinary proof. Without the demo's jar there is nothing behind it: 404.
 */
public final class DemoForm {
    private final Challenges challenges;
    private final Optional<DemoKeys> keys;

    public DemoForm(Challenges challenges, Optional<DemoKeys> keys) {
        this.challenges = challenges;
        this.keys = keys;
    }

    /** For the form's list; null where there is no demo, and so no form. */
    public List<DemoKey> list() {
        return keys.map(DemoKeys::list).orElse(null);
    }

    public Optional<DemoKey> find(String id) {
        return open().find(id);
    }

    /** What the form asks for. */
    public record Wanted(String key, String pin, Purpose purpose, Map<String, String> shown) {

        @Override
        public String toString() {
            return "Wanted[" + key + " " + purpose + "]";
        }
    }

    /** A proof as a page would post it, or the message key of why there is none. */
    public sealed interface Made {
        record Proof(String json) implements Made {}

        record Failed(String error) implements Made {}
    }

    public Made make(Wanted wanted, byte[] browserHash) {
        DemoKeys signer = open();
        var issued = challenges.issue(wanted.purpose(), browserHash);
        var challenge = challenges.expected(issued, wanted.shown());
        return switch (signer.sign(wanted.key(), wanted.pin().toCharArray(), challenge)) {
            case Signing.Signed signed -> new Made.Proof(ProofReader.write(signed.proof()));
            case Signing.Failed failed -> new Made.Failed(failed.error());
        };
    }

    private DemoKeys open() {
        return keys.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
