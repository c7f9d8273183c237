package dev.tamga.assistant.device;

import java.util.List;
import java.util.Optional;

/** A place that holds keys: a folder of PKCS#12 files, a PKCS#11 module, an SKF library. Safe for concurrent use. */
public interface KeyDevice {

    /** The keys that can be shown now, sorted by id; read afresh, for keys are plugged in and out. */
    List<? extends DeviceKey> list();

    /** What looks like a key and cannot be shown, sorted by id; one broken key never hides the others. */
    List<UnreadableKey> unreadable();

    /** The key with exactly this id, if it can be shown now. */
    Optional<? extends DeviceKey> find(String id);
}
