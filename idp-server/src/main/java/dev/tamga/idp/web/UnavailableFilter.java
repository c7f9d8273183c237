package dev.tamga.idp.web;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.tamga.idp.session.SignInSessions;

/**
 * A database that went away is no fault of the request: 503 with Retry-After (RFC 9110 §15.6.4). Nothing of the request is
 * half done, for what belongs together is one transaction.
 */
public final class UnavailableFilter extends OncePerRequestFilter {
    static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(UnavailableFilter.class);
    // SQL:2023 class 08: connection exception.
    private static final String CONNECTION_EXCEPTION = "08";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted() || !isDatabaseAway(e)) {
                throw e;
            }
            LOG.warn("the database does not answer: {}", e.getMessage());
            SignInSessions.giveUp(request);
            RetryAfter.tell(RETRY_AFTER, response);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    static boolean isDatabaseAway(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException || cause instanceof SQLException sql && isAway(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAway(SQLException fault) {
        String state = fault.getSQLState();
        return state != null && state.startsWith(CONNECTION_EXCEPTION);
    }
}
