package dev.tamga.assistant;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import dev.tamga.assistant.http.Door;
import dev.tamga.assistant.http.Offer;
import dev.tamga.assistant.pin.PinEntry;
import dev.tamga.assistant.pin.PinPrompt;
import dev.tamga.assistant.pin.PinWindow;
import dev.tamga.assistant.software.SoftwareKeys;

/** The running assistant. */
public final class Assistant implements AutoCloseable {
    private final Door door;

    private Assistant(Door door) {
        this.door = door;
    }

    /**
     * Starts it.
     *
     * @throws IOException if the port is taken
     * @throws IllegalStateException if a PIN window is wanted and cannot be shown
     */
    public static Assistant start(Settings settings) throws IOException {
        return start(settings, settings.pin() == PinEntry.WINDOW ? Optional.of(PinWindow.open()) : Optional.empty());
    }

    static Assistant start(Settings settings, Optional<PinPrompt> prompt) throws IOException {
        Offer offer = new Offer(
                Set.copyOf(settings.origins()), new SoftwareKeys(settings.keys()), prompt, settings.clock());
        return new Assistant(Door.open(settings.port(), offer));
    }

    /** The port that it listens on. */
    public int port() {
        return door.port();
    }

    @Override
    public void close() {
        door.close();
    }
}
