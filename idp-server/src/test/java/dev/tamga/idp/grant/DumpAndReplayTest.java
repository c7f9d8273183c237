package dev.tamga.idp.grant;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
        if (added instanceof PlatformSecrets.Added secret) {
            credentials.add(secret.value());
        }
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
                        byte[] cell = row.getObject(column) instanceof byte[] bytes ? bytes
                                : String.valueOf(row.getObject(column)).getBytes(StandardCharsets.UTF_8);
                        cells.add(cell);
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

    // Every value of the dump that has the length of a digest or of a secret, in each spelling, wherever one is taken.
    private void requireUseless(RunningTamga tamga, KeyClient keys) throws Exception {
        Set<String> tried = new TreeSet<>();
        for (byte[] cell : cells) {
            if (cell.length == 32) {
                tried.add(Base64.getUrlEncoder().withoutPadding().encodeToString(cell));
                tried.add(HexFormat.of().formatHex(cell));
            } else if (cell.length == 43) {
                tried.add(new String(cell, StandardCharsets.UTF_8));
            }
        }
        assertThat(tried).hasSizeGreaterThan(5);
        List<String> some = tried.stream().limit(40).toList();
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
