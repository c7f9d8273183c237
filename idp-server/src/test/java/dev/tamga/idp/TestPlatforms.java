package dev.tamga.idp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The shipped platforms, 150100 and 150200 of them connected to addresses where nothing listens. */
public final class TestPlatforms {
    public static final String SECRET = "test-secret-test-secret-test-secret-test-se";

    private TestPlatforms() {}

    public static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path shipped = Path.of(System.getProperty("tamga.root"), "conf", "platform");
        try (Stream<Path> files = Files.list(shipped)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yml")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        connected(folder, "150100", "呼和浩特市公共资源交易平台（新版）", "client_secret_basic");
        connected(folder, "150200", "包头市公共资源交易平台", "client_secret_post");
        return folder;
    }

    public static String redirectUri(String id) {
        return "https://platform-" + id + ".example/callback";
    }

    private static void connected(Path folder, String id, String name, String authentication) throws IOException {
        Files.writeString(folder.resolve(id + ".yml"), """
                name:
                  zh-CN: %2$s
                group: west
                state: connected
                redirect-uris: ["%4$s", "%4$s?dummy=1"]
                post-logout-redirect-uris: ["https://platform-%1$s.example/signed-out"]
                initiate-login-uri: https://platform-%1$s.example/login
                scopes: [openid, profile, organization, account, phone, address]
                client-authentication: %3$s
                client-secret: ${TAMGA_SECRET_TEST}
                """.formatted(id, name, authentication, redirectUri(id)));
    }
}
