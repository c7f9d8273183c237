package dev.tamga.idp.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** Sets the header where a controller noted when it is worth trying again. */
public final class RetryAfterHeader implements HandlerInterceptor {
    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView page) {
        RetryAfter.noted(request).ifPresent(wait -> RetryAfter.tell(wait, response));
    }
}
