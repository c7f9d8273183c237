package dev.tamga.sample.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import dev.tamga.forge.demo.DemoCaServer;
import dev.tamga.forge.demo.DemoWorld;

/**
 * Starts the demo, keeps it running, stops it. The order is the shortest: what can run beside forging runs beside
 * it.
 */
public final class Launch {

    private final Place place;
    private final Ports ports;
    private final Children children = new Children();

    private Launch(Place place, Ports ports) {
        this.place = place;
        this.ports = ports;
    }

    /** Runs until the demo is stopped or breaks; the answer is the exit code. */
    public static int run(Path root, Properties properties) {
        Instant began = Clock.systemUTC().instant();
        try {
            Launch launch = new Launch(Place.open(root), Ports.read(properties));
            launch.stopWithThisProcess();
            launch.start();
            Banner.print(launch.ports, Duration.between(began, Clock.systemUTC().instant()));
            launch.children.awaitDeath();
            return 0;
        } catch (DemoFault fault) {
            System.err.println("\nThe demo stops: " + fault.getMessage() + "\n");
            return 1;
        } catch (IOException | ExecutionException e) {
            System.err.println("\nThe demo stops: " + e + "\n");
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** SIGINT, SIGTERM, the end of main, and the end of Maven, which may be killed without a word. */
    private void stopWithThisProcess() {
        Runtime.getRuntime().addShutdownHook(new Thread(children::stop));
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(1)));
    }

    private void start() throws IOException, DemoFault, InterruptedException, ExecutionException {
        place.lock();
        ports.checkFree();
        ports.checkSame(place.folder().resolve("ports"));
        Map<String, String> environment = new Secrets(place).environment(PlatformFiles.connected());
        PlatformFiles platforms = new PlatformFiles(place, ports);
        platforms.write();
        IdpProgram idp = new IdpProgram(place);
        FutureTask<DemoWorld> forging = beside(this::forge);
        idp.extract();
        DemoWorld world = get(forging);
        children.add(Child.start("identity-provider", place.log(), idp.options(), idpCommand(), environment));
        DemoCaServer.start(world, ports.get("ca"));
        startAssistant();
        startPlatforms(platforms);
        Ready ready = new Ready(children);
        ready.await("http://127.0.0.1:" + ports.get("assistant") + "/status", ports.origin("idp"));
        ready.await(ports.origin("hohhot") + "/", ports.origin("hohhot"));
        ready.await(ports.origin("idp") + "/.well-known/openid-configuration", ports.origin("idp"));
        new FirstBindings(place, ports).run(world.keys());
    }

    private DemoWorld forge() throws IOException {
        return DemoWorld.open(place.folder(), Clock.systemUTC(), "localhost", ports.get("ca"));
    }

    private List<String> idpCommand() {
        return List.of(IdpProgram.MAIN,
                "--spring.profiles.active=demo",
                "--spring.config.additional-location=file:" + place.conf("application.yml"),
                "--tamga.issuer=" + ports.origin("idp"),
                "--server.port=" + ports.get("idp"),
                "--tamga.data=" + place.folder().resolve("data"),
                // Any free one: the commands find it by --data .demo/data.
                "--tamga.operator.port=0",
                "--tamga.ca.directory=" + place.conf("ca"),
                "--tamga.ca.demo-directory=" + place.folder().resolve("ca"),
                "--tamga.ca.demo-host=localhost:" + ports.get("ca"),
                "--tamga.platform.directory=" + place.platforms(),
                "--tamga.assistant.origin=http://127.0.0.1:" + ports.get("assistant"),
                "--tamga.demo.keys=" + place.folder().resolve("keys"));
    }

    private void startAssistant() throws IOException {
        List<String> command = List.of("dev.tamga.assistant.Main", "--keys", place.folder().resolve("keys").toString(),
                "--port", String.valueOf(ports.get("assistant")), "--origin", ports.origin("idp"), "--pin", "page");
        children.add(Child.start("key-assistant", place.log(), small(), command, Map.of()));
    }

    private void startPlatforms(PlatformFiles platforms) throws IOException {
        List<String> command = new ArrayList<>(List.of("dev.tamga.sample.Sample", "serve",
                "--issuer", ports.origin("idp"),
                "--secrets", place.platforms().toString(),
                "--accounts", place.folder().resolve("accounts").toString()));
        command.addAll(platforms.places());
        children.add(Child.start("sample-platforms", place.log(), small(), command, Map.of()));
    }

    /** For the small programs: little memory, quick start. */
    private static List<String> small() {
        return List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"));
    }

    private static <T> FutureTask<T> beside(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static DemoWorld get(FutureTask<DemoWorld> forging) throws InterruptedException, ExecutionException,
            DemoFault {
        try {
            return forging.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException told) {
                throw new DemoFault(told.getMessage(), told);
            }
            throw e;
        }
    }
}
