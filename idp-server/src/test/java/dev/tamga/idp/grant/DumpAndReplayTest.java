package dev.tamga.idp.grant;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.KeyClient;
import dev.tamga.idp.KeyClient.Answer;
import dev.tamga.idp.KeyClient.Form;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestClients;
import dev.tamga.idp.TestPlatforms;
import dev.tamga.idp.platform.PlatformSecrets;

import static org.assertj.core.api.Assertions.assertThat;

/** Security checklist, row 34: whoever has every row of the database can present none of it. */
@Tag("database")
final class DumpAndReplayTest {
    private final List<byte[]> cells = new ArrayList<>();
    private final Map<String, List<String>> samples = new TreeMap<>();

    @Test
    void nothingOfADumpIsACredential() throws Exception {
        RunningTamga tamga = RunningTamga.get();
        KeyClient keys = new KeyClient(tamga, TestClients.KEYS);
        ArrivedBidder bidder = new ArrivedBidder(tamga);
        String code = bidder.at(keys);
        Answer tokens = bidder.tokens(keys);
        Answer service = keys.token(keys.authenticated(), KeyClient.service());
        PlatformSecrets.Addition added = tamga.bean(PlatformSecrets.class).add(TestClients.BOUND, Optional.empty());

        dump(tamga);

        List<String> credentials = new ArrayList<>(List.of(code, tokens.text("access_token"), tokens.text("id_token"),
                tokens.text("refresh_token"), service.text("access_token"), TestPlatforms.SECRET));
        credentials.addAll(List.of(tokens.text("refresh_token").split("\\.")));
        assertThat(added).isInstanceOfSatisfying(
                PlatformSecrets.Added.class, secret -> credentials.add(secret.value()));
        for (String credential : credentials) {
            assertThat(cells).as("a credential in clear").noneMatch(cell -> contains(cell, credential));
        }
        requireUseless(tamga, keys);
    }

    private void dump(RunningTamga tamga) throws SQLException {
        tamga.jdbi().useHandle(handle -> {
            List<String> tables = handle.createQuery("""
                            select table_name from information_schema.tables
                            where table_schema = :own and table_type = 'BASE TABLE'""")
                    .bind("own", handle.getConnection().getMetaData().getDatabaseProductName().equals("H2")
                            ? "public" : handle.getConnection().getCatalog())
                    .mapTo(String.class).list();
            assertThat(tables).hasSizeGreaterThan(12);
            for (String table : tables) {
                handle.createQuery("select * from " + table).map((row, context) -> {
                    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                        String place = table + "." + row.getMetaData().getColumnName(column);
                        byte[] cell = row.getObject(column) instanceof byte[] bytes ? bytes
                                : String.valueOf(row.getObject(column)).getBytes(StandardCharsets.UTF_8);
                        cells.add(cell);
                        spellings(cell).forEach(value -> samples.computeIfAbsent(place, none -> new ArrayList<>()).add(value));
                    }
                    return 0;
                }).list();
            }
        });
    }

    private static boolean contains(byte[] cell, String text) {
        return new String(cell, StandardCharsets.UTF_8).contains(text)
                || new String(cell, StandardCharsets.ISO_8859_1).contains(text);
    }

    /** What has the length of a digest or of a secret, in each spelling. */
    private static List<String> spellings(byte[] cell) {
        return switch (cell.length) {
            case 32 -> List.of(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(cell), HexFormat.of().formatHex(cell));
            case 43 -> List.of(new String(cell, StandardCharsets.UTF_8));
            default -> List.of();
        };
    }

    // Of each column the newest values, this bidder's own among them, wherever a credential is taken.
    private void requireUseless(RunningTamga tamga, KeyClient keys) throws Exception {
        List<String> some = samples.values().stream()
                .flatMap(values -> values.subList(Math.max(0, values.size() - 4), values.size()).stream())
                .distinct()
                .toList();
        assertThat(some).hasSizeGreaterThan(20);
        for (String value : some) {
            assertThat(keys.token(keys.authenticated(), keys.exchange(value)).text("error")).isEqualTo("invalid_grant");
            for (String other : some.subList(0, 2)) {
                assertThat(keys.token(keys.authenticated(), KeyClient.refresh(value + "." + other)).text("error"))
                        .isEqualTo("invalid_grant");
            }
            assertThat(keys.token(new Form().header("Authorization", KeyClient.basic(TestClients.API, value)),
                    Map.of("grant_type", "client_credentials")).status()).isEqualTo(401);
            assertThat(keys.get("/userinfo", new Form().header("Authorization", "Bearer " + value)).status()).isEqualTo(401);
            assertThat(keys.get("/portal", new Form().header("Cookie", "__Host-tamga=" + value)).status())
                    .as("a session").isNotEqualTo(200);
        }
    }
}
