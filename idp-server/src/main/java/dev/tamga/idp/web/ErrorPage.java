package dev.tamga.idp.web;

import java.nio.charset.StandardCharsets;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * The page of every malformed request and of every fault of ours. Users get the code, the incident and the next step;
 * what happened is in the log under the same incident. A program gets RFC 9457.
 */
@Controller
final class ErrorPage implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPage.class);

    @RequestMapping("${server.error.path:${error.path:/error}}")
    ModelAndView show(HttpServletRequest request, HttpServletResponse response) {
        int status = status(request);
        ErrorCode code = ErrorCode.of(status, request);
        String incident = IncidentFilter.of(request);
        log(status, code, request);
        response.setStatus(status);
        if (Accepts.json(request)) {
            return new ModelAndView(new Problem(status, code.word(), incident));
        }
        ModelAndView page = new ModelAndView("error/error");
        page.addObject("status", status);
        page.addObject("code", code.word());
        page.addObject("incident", incident);
        page.addObject("help", Faq.of(code.word()));
        page.addObject("step", code.step(request));
        ErrorContact.of(request).ifPresent(contact -> {
            page.addObject("platformName", contact.name(RequestContextUtils.getLocale(request)));
            page.addObject("platformPhone", contact.phone());
        });
        page.addObject("wait", RetryAfter.noted(request).map(RetryAfter::of).orElse(null));
        return page;
    }

    // A visitor who types /error gets the page of an address that does not exist.
    private static int status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404;
    }

    private static void log(int status, ErrorCode code, HttpServletRequest request) {
        Object fault = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (status >= 500 && code != ErrorCode.MAINTENANCE) {
            LOG.error("answered {} {} to {}", status, code.word(), path(request), (Throwable) fault);
        } else if (status != 404 && status != 429) {
            // Of these two there may be as many as anybody likes.
            LOG.info("answered {} {} to {}", status, code.word(), path(request));
        }
    }

    // The path alone: a query may hold a code, and what a stranger sends must not break a line of the log.
    private static String path(HttpServletRequest request) {
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        String printable = new String(path.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
        return printable.substring(0, Math.min(printable.length(), 200)).replaceAll("\\p{Cntrl}", "?");
    }
}
