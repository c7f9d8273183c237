package dev.tamga.assistant.http;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.tamga.assistant.device.DeviceKey;
import dev.tamga.assistant.device.KeyCertificate;
import dev.tamga.assistant.device.KeyDevice;
import dev.tamga.assistant.device.Seal;

/** What {@code GET /keys} shows (证书显示, 签章显示): public things only. */
final class KeyListing {
    // Days are Beijing days everywhere in Tamga.
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final KeyDevice device;
    private final Clock clock;

    KeyListing(KeyDevice device, Clock clock) {
        this.device = device;
        this.clock = clock;
    }

    Map<String, Object> list() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("keys", device.list().stream().map(this::key).toList());
        answer.put(
                "unreadable",
                device.unreadable().stream()
                        .map(key -> Map.of("id", key.id(), "reason", key.reason()))
                        .toList());
        return answer;
    }

    private Map<String, Object> key(DeviceKey key) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", key.id());
        members.put("label", key.label());
        members.put("medium_number", key.mediumNumber());
        members.put("tries_left", key.triesLeft());
        members.put("signing", certificate(key.signing()));
        members.put("encryption", key.encryption().map(this::certificate).orElse(null));
        members.put("seals", seals(key.seals()));
        return members;
    }

    private Map<String, Object> certificate(KeyCertificate certificate) {
        Instant now = clock.instant();
        LocalDate lastDay = day(certificate.notAfter());
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("subject", certificate.subject());
        members.put("name", certificate.name());
        members.put("issuer", certificate.issuer());
        members.put("issuer_name", certificate.issuerName());
        members.put("serial", certificate.serial().toString(16).toUpperCase(Locale.ROOT));
        members.put("version", certificate.version());
        members.put("not_before", day(certificate.notBefore()).toString());
        members.put("not_after", lastDay.toString());
        members.put("days_left", ChronoUnit.DAYS.between(day(now), lastDay));
        members.put("state", state(certificate, now));
        members.put("algorithm", certificate.algorithm());
        members.put("certificate", Base64.getEncoder().encodeToString(certificate.der()));
        return members;
    }

    private static String state(KeyCertificate certificate, Instant now) {
        if (now.isBefore(certificate.notBefore())) {
            return "not-yet-valid";
        }
        return now.isAfter(certificate.notAfter()) ? "expired" : "valid";
    }

    private static List<Map<String, String>> seals(List<Seal> seals) {
        return seals.stream()
                .map(seal -> Map.of(
                        "name", seal.name(),
                        "kind", seal.kind(),
                        "image", Base64.getEncoder().encodeToString(seal.image())))
                .toList();
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }
}
