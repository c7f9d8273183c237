package dev.tamga.idp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** The shipped platforms, 150100 and 150200 of them connected to addresses where nothing listens. */
public final class TestPlatforms {
    public static final String SECRET = "test-secret-test-secret-test-secret-test-se";

    /** Admits keys of GXCA alone. */
    public static final String PICKY = "test-picky";
    /** Admits BJCA's keys of another project than the demo's. */
    public static final String OTHER_PROJECT = "test-project";
    /** Has to push its requests. */
    public static final String PUSHING = "test-pushing";

    /** Authenticates by key; may have tokens in its own name; its subjects are its own. */
    public static final String KEYED = "test-keyed";
    /** The same as 150200 but for the algorithm that follows. */
    public static final String SIGNED_BY = "test-";
    /** What the platform {@link #KEYED} signs with. */
    public static final TestKeys KEYS = TestKeys.make();

    /** Is told of sign-outs, at an address that is refused before anything is sent. */
    public static final String TOLD = "test-told";

    /** Its name is an attack on every page that shows it. */
    public static final String HOSTILE = "test-hostile";
    public static final String HOSTILE_NAME = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";

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
        connected(folder, PICKY, "只接受国信CA的平台", "client_secret_post", "admission: {cas: [gxca]}");
        connected(folder, OTHER_PROJECT, "只接受另一项目的平台", "client_secret_post",
                "admission: {projects: {bjca: [\"3213\"]}}");
        connected(folder, PUSHING, "须先推送请求的平台", "client_secret_post", "pushed-authorization-requests: required");
        connected(folder, KEYED, "用密钥认证的平台", "private_key_jwt", "jwks: " + KEYS.publicJwks(),
                "grant-types: [authorization_code, refresh_token, client_credentials]", "service-scopes: [reports]",
                "resources: [https://reports.example]", "subject-type: pairwise");
        connected(folder, TOLD, "收到退出通知的平台", "client_secret_post",
                "backchannel-logout-uri: https://127.0.0.1:9/logout");
        connected(folder, HOSTILE, "'" + HOSTILE_NAME + "'", "client_secret_post", "operator: '" + HOSTILE_NAME + "'");
        Files.writeString(folder.resolve("test-off.yml"), """
                name: {zh-CN: 暂停服务的平台}
                state: off
                support-phone: 0471-6945640
                """);
        for (String algorithm : new String[] {"rs256", "ps256"}) {
            connected(folder, SIGNED_BY + algorithm, "另一算法的平台", "client_secret_post",
                    "id-token-signing-alg: " + algorithm.toUpperCase(java.util.Locale.ROOT));
        }
        TestClients.write(folder);
        return folder;
    }

    /** The same, with 150100 told of sign-outs at {@link LogoutReceiver#shared}. */
    static Path writeWithLogout(Path folder) throws IOException {
        String line = "backchannel-logout-uri: " + LogoutReceiver.shared().address("150100") + "\n";
        Files.writeString(write(folder).resolve("150100.yml"), line, StandardOpenOption.APPEND);
        return folder;
    }

    public static String redirectUri(String id) {
        return "https://platform-" + id + ".example/callback";
    }

    private static void connected(
            Path folder, String id, String name, String authentication, String... more) throws IOException {
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
                %5$s
                %6$s
                """.formatted(id, name, authentication, redirectUri(id), String.join("\n", more),
                authentication.equals("private_key_jwt") ? "" : "client-secret: ${TAMGA_SECRET_TEST}"));
    }
}
