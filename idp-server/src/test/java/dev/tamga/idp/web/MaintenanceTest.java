package dev.tamga.idp.web;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

final class MaintenanceTest {
    private RunningTamga tamga;
    private Path file;

    @BeforeEach
    void begin() throws Exception {
        tamga = RunningTamga.get();
        file = tamga.data().resolve("maintenance");
        Files.createFile(file);
    }

    @AfterEach
    void end() throws Exception {
        Files.deleteIfExists(file);
    }

    @Test
    void everyPageSaysThatItIsMaintenanceAndWhenToTryAgain() throws Exception {
        HttpResponse<String> page = tamga.browser().get("/sign-in");

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).contains("300");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'self'");
        assertThat(Bidder.code(page)).isEqualTo("maintenance");
        assertThat(page.body()).contains("系统正在维护", "400-998-0000", "href=\"/sign-in\"");
    }

    @Test
    void aProgramIsToldTheSame() throws Exception {
        HttpResponse<String> answer = tamga.browser().accept("application/json").get("/oauth2/jwks");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"maintenance\"");
    }

    @Test
    void helpStays() throws Exception {
        assertThat(tamga.browser().get("/help").statusCode()).isEqualTo(200);
        assertThat(tamga.browser().get("/css/tamga.css").statusCode()).isEqualTo(200);
    }

    @Test
    void afterwardsEverythingIsBack() throws Exception {
        Files.delete(file);
        assertThat(tamga.browser().get("/sign-in").statusCode()).isEqualTo(200);
    }
}
