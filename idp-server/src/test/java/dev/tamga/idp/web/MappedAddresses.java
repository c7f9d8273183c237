package dev.tamga.idp.web;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.web.RawHttp.Line;

/** Every address that there is, by Spring's own table: a new page cannot be forgotten. */
final class MappedAddresses {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)(?::((?:[^{}]|\\{[0-9]+})+))?}");

    private MappedAddresses() {}

    /** An address with what its handler asks for by name. */
    record Address(Line line, List<String> names) {}

    static List<Address> of(RunningTamga tamga, String keyId) {
        List<Address> all = new ArrayList<>();
        tamga.bean(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((mapping, handler) ->
                methods(mapping).forEach(method -> mapping.getPatternValues().stream()
                        .filter(pattern -> !pattern.startsWith("/test/"))
                        .flatMap(pattern -> expanded(pattern, keyId))
                        .forEach(path -> all.add(new Address(new Line(method, path), names(handler))))));
        for (String path : List.of("/oauth2/authorize", "/userinfo", "/nowhere")) {
            all.add(new Address(new Line("GET", path), List.of()));
            all.add(new Address(new Line("POST", path), List.of()));
        }
        for (String path : List.of("/oauth2/token", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke")) {
            all.add(new Address(new Line("POST", path), List.of()));
        }
        return all;
    }

    private static Stream<String> methods(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        return methods.isEmpty() ? Stream.of("GET", "POST") : methods.stream().map(RequestMethod::name);
    }

    /** Each variable by each word it may be, or by a key or a platform. */
    private static Stream<String> expanded(String pattern, String keyId) {
        Matcher variable = VARIABLE.matcher(pattern);
        if (!variable.find()) {
            return Stream.of(pattern);
        }
        String form = variable.group(2);
        Stream<String> values = form == null
                ? Stream.of("150100")
                : form.contains("[") ? Stream.of(keyId, "a".repeat(26)) : Arrays.stream(form.split("\\|"));
        String before = pattern.substring(0, variable.start());
        String after = pattern.substring(variable.end());
        return values.flatMap(value -> expanded(before + value + after, keyId));
    }

    private static List<String> names(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters()).flatMap(MappedAddresses::names).toList();
    }

    private static Stream<String> names(MethodParameter parameter) {
        RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
        if (named != null) {
            return Stream.of(named.name().isEmpty() ? parameter.getParameter().getName() : named.name());
        }
        return parameter.getParameterType().isRecord()
                ? Arrays.stream(parameter.getParameterType().getRecordComponents()).map(RecordComponent::getName)
                : Stream.of();
    }
}
