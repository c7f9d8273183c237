package dev.tamga.idp.authorization;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** RFC 9126 §2.3: what is no POST is answered 405. A POST never comes here: Spring's filter answers it before. */
@Controller
final class PushedRequestMethods {
    @PostMapping(PushedRequestEndpoint.PATH)
    void push() {
        throw new IllegalStateException("the filter of " + PushedRequestEndpoint.PATH + " is not in its chain");
    }
}
