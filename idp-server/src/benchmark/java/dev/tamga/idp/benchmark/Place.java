package dev.tamga.idp.benchmark;

import dev.tamga.idp.RunningTamga;

/**
 * The provider of this run, for benchmarks that JMH makes itself. They run in the launcher's own process, so that the
 * clients are warm when they are counted: what is measured is another process.
 *
 * @param provider its process id
 */
record Place(RunningTamga tamga, long provider) {
    private static volatile Place current;

    static Place current() {
        return current;
    }

    static void set(Place place) {
        current = place;
    }
}
