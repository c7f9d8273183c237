package dev.tamga.idp.unbinding;

import java.util.List;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.holder.CodeExceptions;
import dev.tamga.idp.binding.IdentityHash;
import dev.tamga.idp.binding.PrimaryKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** What an applicant enters, before any table is asked. */
final class ClaimsTest {
    private final Claims claims = new Claims(
            new IdentityHash(new byte[32]), new PrimaryKeys(Jdbi.create("jdbc:h2:mem:")), CodeExceptions.NONE);

    /** A terminal takes U+009B for the beginning of a command. */
    @Test
    void namesThatMoveATerminalsCursorAreNoNames() {
        for (String name : List.of("乌海\u009b2J", "乌海\u202e", "乌\u2028海", "乌海\u001b[2J")) {
            assertThat(claims.form(Kind.PERSON, field -> name).errors())
                    .containsEntry(Field.SUBJECT_NAME, "binding.error.text").containsEntry(Field.REASON, "binding.error.text");
        }
        assertThat(claims.form(Kind.PERSON, field -> "ᠮᠣᠩᠭᠣᠯ\u180e\u200d\nᠤᠯᠤᠰ").errors()).doesNotContainKey(Field.REASON);
    }
}
