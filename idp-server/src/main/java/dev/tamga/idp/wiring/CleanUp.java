package dev.tamga.idp.wiring;

import java.util.List;
import java.util.function.IntSupplier;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.tamga.idp.authorization.AuthorizationRequests;
import dev.tamga.idp.grant.Grants;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signin.Challenges;

/** Lets expired rows leave in batches of 500, each its own short transaction; any number of nodes may do it at once. */
@Component
final class CleanUp {
    private static final int BATCH = 500;

    private final List<IntSupplier> tables;

    CleanUp(Challenges challenges, AuthorizationRequests requests, SignInSessions sessions, Grants grants) {
        this.tables = List.of(
                challenges::deleteExpired, requests::deleteExpired, grants::deleteExpired, sessions::deleteExpired);
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void run() {
        for (IntSupplier table : tables) {
            int deleted = BATCH;
            while (deleted == BATCH) {
                deleted = table.getAsInt();
            }
        }
    }
}
