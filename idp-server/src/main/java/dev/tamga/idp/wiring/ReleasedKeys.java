package dev.tamga.idp.wiring;

import java.time.Instant;
import java.util.Optional;

import dev.tamga.idp.binding.Keys;
import dev.tamga.idp.unbinding.LostKeys;

/** Unbinding requests end keys by the binding feature. */
record ReleasedKeys(Keys keys) implements LostKeys {
    @Override
    public Optional<Successor> findSuccessor(String keyId) {
        return keys.findSuccessor(keyId).map(key -> new Successor(key.ca().value(), key.keyNumber(), key.createdAt()));
    }

    @Override
    public boolean release(String subjectId, String keyId, Instant lostAt) {
        return keys.release(subjectId, keyId, lostAt);
    }
}
