package dev.tamga.sample.demo;

import java.time.Duration;
import java.util.Locale;

/** What a newcomer needs to know, once everything runs. */
final class Banner {

    private static final String TEXT = """

            ────────────────────────────────────────────────────────────────────────────────────────────
             Tamga demo · ready in %7$s s · Ctrl-C stops all of it · delete .demo/ to start afresh

             CA互认系统 (identity provider)    %1$s
             呼和浩特市 (sample platform)       %2$s
             包头市 (sample platform)           %3$s
             洋河e采平台 (CFCA and GXCA only)   %4$s
             key assistant                     http://127.0.0.1:%5$d
             demo CAs: CRL and OCSP            http://localhost:%6$d

             Demo keys, PIN 123456 for all, in .demo/keys/*.p12
               bound, ready to sign in:
                 bjca- cfca- snca- nmgca- szca- gxca-enterprise, cfca-enterprise-rsa   one company each
               not bound:
                 bjca-newcomer              a company that has never been here: bind it
                 bjca-person                a natural person: bind it under 自然人绑定
                 bjca-secondary             another key of bjca-enterprise's company
                 bjca-second-enterprise     binding says that the company is bound with another key
                 bjca-legal-representative  法人锁: refused everywhere
                 bjca-expired  bjca-not-yet-valid  bjca-revoked  bjca-suspended  bjca-elsewhere
                 bjca-wrong-check-digit     each is refused with its own reason and next step

             Try
               1  %2$s → 统一登录 → choose bjca-enterprise, PIN 123456 → 进入授权 → 确认授权 → 确认登录
               2  %1$s → 绑定/登录 → 企业绑定 with bjca-newcomer, then sign in with it
               3  %1$s → 主体登录 → go to 包头市 from the portal: one key, every platform
               4  sign in with bjca-revoked and see what a bidder is told
               5  without a browser:
                  java -jar relying-party-sdk/sample-platform/target/sample-platform.jar probe \\
                    --issuer %1$s --key .demo/keys/bjca-enterprise.p12 --pin 123456

             Logs: .demo/log/*.log
            ────────────────────────────────────────────────────────────────────────────────────────────
            """;

    private Banner() {
    }

    static void print(Ports ports, Duration took) {
        System.out.println(TEXT.formatted(ports.origin("idp"), ports.origin("hohhot"), ports.origin("baotou"),
                ports.origin("yanghe"), ports.get("assistant"), ports.get("ca"),
                String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0)));
        System.out.flush();
    }
}
