package dev.tamga.idp;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.limit.Allowance;
import dev.tamga.idp.limit.KeyFailures;
import dev.tamga.idp.limit.Limit;
import dev.tamga.idp.limit.Limits;

/** Limits of tests: so many in a quarter of an hour, of each kind. */
public final class TestLimits {
    private TestLimits() {}

    public static Limits of(Jdbi jdbi, Clock clock, int most) {
        Allowance allowance = new Allowance(most, Duration.ofMinutes(15));
        Map<Limit, Allowance> all = Arrays.stream(Limit.values())
                .collect(Collectors.toMap(Function.identity(), limit -> allowance));
        return new Limits(jdbi, TestMaster.key(1), clock, all);
    }

    public static KeyFailures keyFailures(Jdbi jdbi, Clock clock, int most) {
        return new KeyFailures(of(jdbi, clock, most));
    }
}
