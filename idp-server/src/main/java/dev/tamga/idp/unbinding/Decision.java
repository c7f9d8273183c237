package dev.tamga.idp.unbinding;

import java.time.Instant;
import java.util.Optional;

/** @param reason always there where it was refused */
record Decision(Instant at, String by, Optional<String> reason) {}
