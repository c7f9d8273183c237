package dev.tamga.assistant.software;

import java.nio.file.Path;

/** A key's file is not of its form; the message names the file and says what is wrong, without its content. */
final class UnreadableFile extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableFile(Path file, String found) {
        super(file.getFileName() + " " + found);
    }
}
