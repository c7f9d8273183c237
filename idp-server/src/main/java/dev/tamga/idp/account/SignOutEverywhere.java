package dev.tamga.idp.account;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.tamga.idp.grant.Visit;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signout.SignOut;
import dev.tamga.idp.signout.SignedOutPage;

/** 「退出所有设备」: every session of the subject ends, this browser's among them. */
public final class SignOutEverywhere {
    private final SignOut signOut;
    private final SignInSessions sessions;
    private final SignedOutPage page;

    public SignOutEverywhere(SignOut signOut, SignInSessions sessions, SignedOutPage page) {
        this.signOut = signOut;
        this.sessions = sessions;
        this.page = page;
    }

    /** @return the address of the page that says where it ended and how far each platform was told */
    String leave(SignInSession session, HttpServletRequest http, HttpServletResponse response) {
        List<Visit> visits = signOut.ofSubject(session.subjectId());
        sessions.forget(http, response);
        return page.address(visits.stream().map(Visit::sessionId).distinct().toList());
    }
}
