package dev.tamga.idp.demo;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.tamga.assistant.software.SoftwareKey;
import dev.tamga.assistant.software.SoftwareKeys;
import dev.tamga.ca.Challenge;
import dev.tamga.ca.SignInProof;
import dev.tamga.idp.signin.DemoKeys;

/** The demo's PKCS#12 keys, the same files that the demo's key assistant offers. */
@Component
@Profile("demo | conformance")
final class SoftwareDemoKeys implements DemoKeys {
    /** The keys that the demo binds at its first start stand first: the form works as it opens. */
    private static final Comparator<DemoKey> BOUND_FIRST =
            Comparator.comparing((DemoKey key) -> !key.id().endsWith("-enterprise"));

    private final SoftwareKeys keys;

    SoftwareDemoKeys(@Value("${tamga.demo.keys:.demo/keys}") Path folder) {
        this.keys = new SoftwareKeys(folder);
    }

    @Override
    public List<DemoKey> list() {
        return keys.list().stream().map(SoftwareDemoKeys::view).sorted(BOUND_FIRST).toList();
    }

    @Override
    public Optional<DemoKey> find(String id) {
        return keys.find(id).map(SoftwareDemoKeys::view);
    }

    @Override
    public Signing sign(String id, char[] pin, Challenge challenge) {
        return keys.find(id)
                .map(key -> sign(key, pin, challenge))
                .orElseGet(() -> new Signing.Failed("demo.error.no-such-key"));
    }

    private static Signing sign(SoftwareKey key, char[] pin, Challenge challenge) {
        return switch (key.sign(pin, challenge)) {
            case dev.tamga.assistant.device.Signing.Signed signed ->
                new Signing.Signed(new SignInProof(key.certificate(), challenge.text(), signed.signature()));
            case dev.tamga.assistant.device.Signing.WrongPin wrong -> new Signing.Failed("demo.error.wrong-pin");
            case dev.tamga.assistant.device.Signing.PinLocked locked -> new Signing.Failed("demo.error.pin-locked");
            case dev.tamga.assistant.device.Signing.Unusable broken -> new Signing.Failed("demo.error.no-such-key");
        };
    }

    private static DemoKey view(SoftwareKey key) {
        return new DemoKey(
                key.id(),
                key.label(),
                key.signing().name(),
                key.signing().serial().toString(16).toUpperCase(Locale.ROOT),
                key.mediumNumber());
    }
}
