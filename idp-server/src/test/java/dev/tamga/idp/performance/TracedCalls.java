package dev.tamga.idp.performance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** Counts calls that nothing else can count, with the flight recorder's method tracing (JEP 520, JDK 25). */
final class TracedCalls {
    private static final String EVENT = "jdk.MethodTrace";

    private TracedCalls() {}

    static boolean isPossible() {
        return FlightRecorder.getFlightRecorder().getEventTypes().stream()
                .anyMatch(type -> type.getName().equals(EVENT));
    }

    /**
     * @param methods such as {@code a.b.Type::method}
     * @param callers a package: calls from elsewhere in this JVM are not the provider's
     * @return simple type and method name, and how often
     */
    static Map<String, Integer> of(List<String> methods, String callers, CountedRequests.Action action)
            throws Exception {
        Path file = Files.createTempFile("traced", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(EVENT)
                    .with("filter", String.join(";", methods))
                    .with("threshold", "0 ns")
                    .withStackTrace();
            recording.start();
            action.run();
            recording.stop();
            recording.dump(file);
            return count(file, callers);
        } finally {
            Files.delete(file);
        }
    }

    private static Map<String, Integer> count(Path file, String callers) throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals(EVENT) && isCalledFrom(callers, event) && !isOverload(event)) {
                counts.merge(name(event.getValue("method")), 1, Integer::sum);
            }
        }
        return counts;
    }

    // The trace begins with the caller: one overload calling the next is one call.
    private static boolean isOverload(RecordedEvent event) {
        String caller = name(event.getStackTrace().getFrames().getFirst().getMethod());
        return caller.equals(name(event.getValue("method")));
    }

    private static String name(RecordedMethod method) {
        String type = method.getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
    }

    private static boolean isCalledFrom(String callers, RecordedEvent event) {
        return event.getStackTrace().getFrames().stream()
                .map(RecordedFrame::getMethod)
                .anyMatch(method -> method.getType().getName().startsWith(callers));
    }
}
