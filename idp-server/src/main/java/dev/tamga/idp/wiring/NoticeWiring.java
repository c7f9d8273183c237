package dev.tamga.idp.wiring;

import java.time.Clock;
import java.time.Duration;

import org.jdbi.v3.core.Jdbi;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.idp.notice.NoticePages;
import dev.tamga.idp.notice.Notices;
import dev.tamga.idp.operator.NoticeCommands;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.web.DisplayTime;

/** Notices: on pages, and the operators' commands for them. */
@Configuration(proxyBeanMethods = false)
class NoticeWiring {
    /** Every node knows within 10 s. */
    private static final Duration READ_ANEW = Duration.ofSeconds(5);

    @Bean(initMethod = "refresh")
    @DependsOnDatabaseInitialization
    Notices notices(Jdbi jdbi, Clock clock) {
        return new Notices(jdbi, clock);
    }

    @Bean
    Rounds noticeRounds(Notices notices) {
        return new Rounds(1).every(READ_ANEW, notices::refresh);
    }

    @Bean
    WebMvcConfigurer noticePages(Notices notices, SignInSessions sessions, DisplayTime times) {
        NoticePages pages = new NoticePages(notices, sessions, times);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(pages).excludePathPatterns("/css/**", "/js/**", "/images/**");
            }
        };
    }

    @Bean
    NoticeCommands noticeCommands(
            Notices notices, CaDirectory cas, Platforms platforms, Clock clock, TamgaSettings settings) {
        NoticeCommands.Known known = new NoticeCommands.Known(
                ca -> isCa(cas, ca), platform -> platforms.find(platform).isPresent());
        return new NoticeCommands(notices, known, clock, settings.timeZone());
    }

    private static boolean isCa(CaDirectory cas, String id) {
        return cas.list().stream().anyMatch(ca -> ca.id().value().equals(id));
    }
}
