package dev.tamga.idp.authorization;

import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

import dev.tamga.idp.web.FormTargets;

/** OAuth 2.0 Form Post Response Mode: the page that carries a response to the platform; reached by a forward alone. */
@Controller
final class FormPostController {

    @RequestMapping("/oauth2/form-post")
    String page(
            @RequestAttribute(name = AuthorizationResponses.FORM_ACTION, required = false) String action,
            @RequestAttribute(name = AuthorizationResponses.FORM_FIELDS, required = false) Map<String, String> fields,
            HttpServletResponse response, Model model) {
        if (action == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        FormTargets.allow(response, action);
        model.addAttribute("action", action);
        model.addAttribute("fields", fields);
        return "grant/form-post";
    }
}
