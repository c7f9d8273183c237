package dev.tamga.ca.adapter;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a CA's users find help: renewal, PIN reset, replacement and revocation happen at the CA, never here.
 *
 * @param lines telephone numbers as they are printed, the general line first
 * @param site the CA's web site
 * @param renewal address where keys are applied for, renewed and replaced online
 * @param pinReset how a locked PIN is reset (解锁), in Chinese
 * @param pinResetTexts the same by language ({@code zh-CN}, {@code en}); empty where unknown
 */
public record CaService(
        List<String> lines,
        Optional<String> site,
        Optional<String> renewal,
        Optional<String> pinReset,
        Map<String, String> pinResetTexts) {}
