package dev.tamga.idp.operator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends an operator's command to the running server and prints what it answers; without Spring, so it starts at once.
 */
public final class OperatorClient {
    private static final int LONGEST_FILE = 256 * 1024;
    /** A walk through years of audit takes its time. */
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private final PrintStream err;
    private final BufferedReader in;

    OperatorClient(PrintStream out, PrintStream err, BufferedReader in) {
        this.out = out;
        this.err = err;
        this.in = in;
    }

    /**
     * @return 0 done, 1 refused or something is wrong with what was looked at, 2 the command is wrong or no server runs
     */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        return new OperatorClient(out, err, in).run(arguments, System.getenv());
    }

    int run(String[] arguments, Map<String, String> environment) {
        try {
            ClientArguments given = ClientArguments.read(arguments, environment);
            CommandTable.Request request = new CommandTable.Request(
                    given.words(), given.operator(), file(given), Optional.empty(), given.reason());
            return run(given, request);
        } catch (NoSuchFileException e) {
            return fail(e.getFile() + " is not there; is the server running, and --data its data folder?");
        } catch (ConnectException e) {
            return fail("the server is not running; start it, or name its data folder with --data");
        } catch (IOException | IllegalArgumentException | JacksonException e) {
            return fail(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted");
        }
    }

    private int run(ClientArguments given, CommandTable.Request request) throws IOException, InterruptedException {
        Answer answer = ask(given.data(), request);
        if (answer.confirm().isPresent() && agrees(answer)) {
            answer = ask(given.data(), new CommandTable.Request(
                    request.words(), request.operator(), request.file(), answer.confirm(), request.reason()));
        } else if (answer.confirm().isPresent()) {
            err.println("nothing was changed");
            return Answer.REFUSED;
        }
        print(given, answer);
        return answer.exit();
    }

    private void print(ClientArguments given, Answer answer) {
        if (given.json()) {
            out.println(JSON.writeValueAsString(answer.result()));
        } else {
            answer.lines().forEach(answer.exit() == Answer.WRONG ? err::println : out::println);
        }
    }

    private boolean agrees(Answer answer) throws IOException {
        answer.lines().forEach(err::println);
        err.print("[y/N] ");
        err.flush();
        String line = in.readLine();
        return line != null && line.strip().toLowerCase(Locale.ROOT).equals("y");
    }

    private static Answer ask(Path data, CommandTable.Request request) throws IOException, InterruptedException {
        OperatorToken files = new OperatorToken(data);
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://" + files.readAddress() + OperatorEndpoint.PATH))
                .header("Authorization", "Bearer " + files.read())
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(request)))
                .build();
        HttpClient client = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
        HttpResponse<String> response = client.send(post, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() != 200) {
            throw new IOException("the server answered " + response.statusCode() + " " + response.body());
        }
        return JSON.readValue(response.body(), Answer.class);
    }

    /** The content of the file that {@code ca import} names. */
    private static Optional<String> file(ClientArguments given) throws IOException {
        boolean named = given.words().size() > 2 && given.words().subList(0, 2).equals(List.of("ca", "import"));
        if (!named) {
            return Optional.empty();
        }
        Path file = Path.of(given.words().get(2));
        if (Files.size(file) > LONGEST_FILE) {
            throw new IOException(file + " is longer than " + LONGEST_FILE + " bytes");
        }
        return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    private int fail(String message) {
        err.println(message);
        return Answer.WRONG;
    }
}
