package dev.tamga.idp.signin;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.signin.RefusalPage.Shown;

/**
 * A refusal once more, in the other language or text size: the first time it answered a form, and nobody would want to
 * sign again to read it. Its address holds nothing but words of ours; each is checked, and nothing of it is believed.
 */
@Controller
final class RefusalController {
    private static final Pattern INCIDENT = Pattern.compile("[a-z2-7]{10}");

    private final RefusalPage page;

    RefusalController(RefusalPage page) {
        this.page = page;
    }

    /** The query of {@link Shown#address()}; each part may be missing. */
    record Asked(String code, String purpose, String ca, String incident) {}

    @GetMapping(Shown.PATH)
    ModelAndView again(Asked asked, Onward onward, HttpServletRequest http) {
        return page.page(shown(asked, onward), http);
    }

    private static Shown shown(Asked asked, Onward onward) {
        try {
            return new Shown(
                    RefusalPage.known(asked.code()).orElseThrow(RefusalController::missing),
                    Optional.ofNullable(asked.ca()).map(CaId::new),
                    Purpose.of(asked.purpose()),
                    onward,
                    Optional.ofNullable(asked.incident()).filter(text -> INCIDENT.matcher(text).matches()).orElse(""));
        } catch (IllegalArgumentException e) {
            throw missing();
        }
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
