package dev.tamga.rp;

import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The README's example is compiled as Java 8 and signs in, so that it cannot grow stale. */
class ReadmeTest extends ProviderTest {

    private static final Pattern EXAMPLE = Pattern.compile("```java\\n(.*?public final class Platform .*?)```",
            Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    @SuppressWarnings("unchecked")
    void theReadmesExampleSignsInAndOut() throws Exception {
        // The example has no clock of its own, so this provider lives in the present.
        provider.close();
        provider = FakeProvider.start(Clock.systemUTC());
        Class<?> type = compileExample();
        Object platform = type.getConstructor(String.class, String.class).newInstance(provider.issuer(), SECRET);
        Map<String, Object> session = new HashMap<>();

        String away = (String) type.getMethod("login", Map.class).invoke(platform, session);
        String callback = provider.authorize(URI.create(away));
        String home = (String) type.getMethod("callback", Map.class, String.class).invoke(platform, session, callback);
        assertThat(home).isEqualTo("/tenders");
        assertThat(session).containsEntry("account", "abcdefghijklmnopqrstuvwxyz");

        String out = (String) type.getMethod("signOut", Map.class).invoke(platform, session);
        assertThat(out).startsWith(provider.issuer() + "/connect/logout?id_token_hint=");
        assertThat(session).isEmpty();
    }

    private Class<?> compileExample() throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
        assertThat(example.find()).as("README.md has the example").isTrue();
        Path source = Files.writeString(folder.resolve("Platform.java"), example.group(1));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(messages, null, null, List.of("--release", "8", "-Xlint:all,-options",
                "-cp", System.getProperty("java.class.path"), "-d", folder.toString()), null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source)).call();
        assertThat(compiled).as(messages.toString()).isTrue();
        assertThat(messages.toString()).isEmpty();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())
                .loadClass("Platform");
    }
}
