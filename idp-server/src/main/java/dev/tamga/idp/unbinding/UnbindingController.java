package dev.tamga.idp.unbinding;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.limit.SenderLimit;
import dev.tamga.idp.upload.MultipartGate;
import dev.tamga.idp.web.RetryAfter;
import dev.tamga.idp.web.SeeOther;

/** 解绑申请: the steps, the two forms, and what became of a request. */
@Controller
final class UnbindingController {
    private static final String FORM = "/unbinding/{kind:enterprise|person}";
    private static final String FILED = "/unbinding/filed?form=";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Map<String, String> PROBLEMS = Map.of(
            MultipartGate.TOO_LARGE, "unbinding.problem.too-large",
            MultipartGate.INCOMPLETE, "unbinding.problem.incomplete");

    private final Filing filing;
    private final UnbindingPages pages;
    private final SenderLimit senders;

    UnbindingController(Filing filing, UnbindingPages pages, SenderLimit senders) {
        this.filing = filing;
        this.pages = pages;
        this.senders = senders;
    }

    @GetMapping("/unbinding")
    ModelAndView steps() {
        return pages.steps();
    }

    @GetMapping("/unbinding/letter")
    String letter() {
        return "unbinding/letter";
    }

    @GetMapping(FORM)
    ModelAndView form(@PathVariable String kind, @RequestParam(required = false) String problem) {
        ModelAndView page = pages.emptyForm(Kind.of(kind));
        return problem == null ? page : page.addObject("problem", PROBLEMS.get(problem));
    }

    @PostMapping(FORM)
    ModelAndView file(
            @PathVariable String kind, HttpServletRequest http, HttpServletResponse response, Locale locale)
            throws IOException {
        String token = Optional.ofNullable(http.getParameter("form_token"))
                .filter(text -> TOKEN.matcher(text).matches())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "no form of ours"));
        // Before its files are looked at: a request stays on the disk until somebody decides it.
        Optional<Duration> wait = senders.take(http);
        if (wait.isPresent()) {
            return tooMany(wait.get(), http, response);
        }
        Kind of = Kind.of(kind);
        Form form = filing.form(of, http::getParameter);
        return file(new Filing.Submission(of, token, form, Parts.read(of, http), locale), http, response);
    }

    private ModelAndView file(Filing.Submission submission, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Kind of = submission.kind();
        String token = submission.token();
        Form form = submission.form();
        return switch (filing.file(submission)) {
            case Filing.Outcome.Filed filed -> new ModelAndView(new SeeOther(FILED + token));
            case Filing.Outcome.Invalid invalid -> pages.form(of, token, form.shown(), invalid.errors());
            case Filing.Outcome.TooMany many -> tooMany(many.pause(), http, response);
            case Filing.Outcome.NotStored not -> {
                response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
                yield pages.form(of, token, form.shown(), Map.of())
                        .addObject("problem", "unbinding.problem.not-stored");
            }
        };
    }

    @GetMapping("/unbinding/filed")
    ModelAndView filed(@RequestParam(name = "form", required = false) String token) {
        return Optional.ofNullable(token)
                .filter(text -> TOKEN.matcher(text).matches())
                .flatMap(filing::filed)
                .map(pages::filed)
                .orElseGet(() -> new ModelAndView(new SeeOther("/unbinding/status")));
    }

    @GetMapping("/unbinding/status")
    ModelAndView status() {
        return pages.status(Map.of(), Map.of());
    }

    /** A question, though it is posted: numbers and contacts do not belong into addresses, which are logged. */
    @PostMapping("/unbinding/status")
    ModelAndView look(
            @RequestParam(name = "request_number", defaultValue = "") String number,
            @RequestParam(defaultValue = "") String contact, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Map<String, String> entered = Map.of("request_number", number, "contact", contact);
        Map<String, String> errors = new LinkedHashMap<>();
        Optional<RequestNumber> asked = RequestNumber.of(number);
        if (asked.isEmpty()) {
            errors.put("request_number", "unbinding.error.number");
        }
        if (contact.isBlank()) {
            errors.put("contact", Field.REQUIRED);
        }
        if (!errors.isEmpty()) {
            return pages.status(entered, errors);
        }
        Optional<Duration> wait = filing.countLookup(asked.get());
        if (wait.isPresent()) {
            return tooMany(wait.get(), http, response);
        }
        return filing.find(asked.get(), contact)
                .map(pages::status)
                .orElseGet(() -> pages.status(entered, Map.of()).addObject("unknown", true));
    }

    /** The limit page says how long. */
    private static ModelAndView tooMany(Duration wait, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        RetryAfter.tell(wait, http, response);
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        return null;
    }
}
