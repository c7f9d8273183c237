package dev.tamga.sample.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one demo and the one browser of this JVM; JUnit closes both when the last test is over. */
final class EndToEnd implements ParameterResolver {
    private static final Namespace HERE = Namespace.create(EndToEnd.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningDemo.class || type == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(HERE);
        return parameter.getParameter().getType() == Chromium.class
                ? store.computeIfAbsent(Chromium.class, key -> new Chromium())
                : store.computeIfAbsent(RunningDemo.class, key -> demo());
    }

    private static RunningDemo demo() {
        try {
            return RunningDemo.start(DemoPlace.fresh("shared"));
        } catch (Exception e) {
            throw new ParameterResolutionException("the demo does not start", e);
        }
    }
}
