package dev.tamga.idp.account;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.web.DisplayTime;
import dev.tamga.idp.web.SeeOther;

/** 「下载我的数据」: all that is kept of the subject, as one JSON file. */
@Controller
final class DataController {
    private final SignInSessions sessions;
    private final OwnData data;
    private final DisplayTime times;

    DataController(SignInSessions sessions, OwnData data, DisplayTime times) {
        this.sessions = sessions;
        this.data = data;
        this.times = times;
    }

    @GetMapping("/account/data.json")
    void download(HttpServletRequest http, HttpServletResponse response) throws IOException {
        SignInSession session = sessions.current(http).orElse(null);
        if (session == null) {
            new SeeOther("/sign-in").render(null, http, response);
            return;
        }
        response.setContentType("application/json");
        response.setHeader("Content-Disposition", "attachment; filename=\"tamga-data-" + times.today() + ".json\"");
        data.write(session, response.getOutputStream());
    }
}
