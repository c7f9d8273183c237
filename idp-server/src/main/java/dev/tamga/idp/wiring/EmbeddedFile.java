package dev.tamga.idp.wiring;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * The file of the embedded database. Each commit appends a chunk of pages; most die with the next commits, and the few that
 * live keep the whole chunk in the file and its description on the heap. H2 gathers them by its background thread alone,
 * which does not run where each commit is written at once (docs/decisions/0066).
 */
final class EmbeddedFile {
    /** Percent: at least so much of the chunks' bytes is meant to live. */
    private static final int FILL_RATE = 50;
    /** Written at most in one go, while commits wait. */
    private static final int BYTES = 2 << 20;

    private final DataSource dataSource;

    EmbeddedFile(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Writes living pages of old chunks into a new one, where too many have died; nothing on another database. */
    void gather() {
        try (Connection connection = dataSource.getConnection()) {
            if (connection.isWrapperFor(JdbcConnection.class)
                    && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
                MVStore store = session.getDatabase().getStore().getMvStore();
                if (store.compact(FILL_RATE, BYTES)) {
                    store.commit();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer: " + e.getMessage(), e);
        }
    }
}
