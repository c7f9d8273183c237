package dev.tamga.sample.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where things are.
 *
 * @param root   the repository
 * @param folder the demo's state, {@code .demo}
 */
record Place(Path root, Path folder) {

    // A channel that nobody holds is closed by the garbage collector, and its lock with it.
    private static final Set<FileChannel> HELD = ConcurrentHashMap.newKeySet();

    static Place open(Path root) throws IOException, DemoFault {
        if (!Files.isDirectory(root.resolve("conf/ca"))) {
            throw new DemoFault(root + " is not the repository; start the demo with mvn -Pdemo at its root");
        }
        Place place = new Place(root, root.resolve(".demo"));
        Files.createDirectories(place.log());
        return place;
    }

    Path log() {
        return folder.resolve("log");
    }

    Path platforms() {
        return folder.resolve("platform");
    }

    Path conf(String name) {
        return root.resolve("conf").resolve(name);
    }

    /** Two launchers would fight over one database. Held until this JVM ends. */
    void lock() throws IOException, DemoFault {
        FileChannel channel = FileChannel.open(folder.resolve("launcher.lock"),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        HELD.add(channel);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new DemoFault("another demo is running in " + folder
                    + "; stop it first (Ctrl-C where it was started)");
        }
    }
}
