package dev.tamga.idp.wiring;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import org.jdbi.v3.core.Jdbi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tamga.idp.limit.AddressLimitFilter;
import dev.tamga.idp.limit.Allowance;
import dev.tamga.idp.limit.Buckets;
import dev.tamga.idp.limit.ClientLimitFilter;
import dev.tamga.idp.limit.KeyFailures;
import dev.tamga.idp.limit.Limit;
import dev.tamga.idp.limit.Limits;
import dev.tamga.idp.limit.SenderLimit;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.secret.MasterKey;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.web.ReadableFormFilter;

/** How often is too often. */
@Configuration(proxyBeanMethods = false)
class LimitWiring {
    @Bean
    Limits limits(Jdbi jdbi, MasterKey master, Clock clock, TamgaSettings settings) {
        TamgaSettings.Limiting limit = settings.limit();
        return new Limits(jdbi, master, clock, Map.of(
                Limit.KEY_FAILURES, new Allowance(limit.keyFailures(), limit.failureWindow()),
                Limit.SUBJECT_FAILURES, new Allowance(limit.subjectFailures(), limit.failureWindow()),
                Limit.UNBINDING_REQUESTS, new Allowance(limit.unbindingRequestsPerDay(), Duration.ofDays(1)),
                Limit.STATUS_LOOKUPS, new Allowance(limit.statusLookupsPerHour(), Duration.ofHours(1))));
    }

    @Bean
    KeyFailures keyFailures(Limits limits) {
        return new KeyFailures(limits);
    }

    @Bean
    LimitFilters limitFilters(SignInSessions sessions, Platforms platforms, TamgaSettings settings) {
        TamgaSettings.Limiting limit = settings.limit();
        return new LimitFilters(
                new ReadableFormFilter(),
                new AddressLimitFilter(aMinute(limit.addressPerMinute()), sessions),
                new ClientLimitFilter(
                        aMinute(limit.clientFailuresPerMinute()), id -> platforms.find(id).isPresent()));
    }

    @Bean
    SenderLimit unbindingForms(TamgaSettings settings) {
        return new SenderLimit(
                new Allowance(settings.limit().unbindingFormsPerHour(), Duration.ofHours(1)), System::nanoTime);
    }

    private static Buckets aMinute(int most) {
        return new Buckets(new Allowance(most, Duration.ofMinutes(1)), System::nanoTime);
    }
}
