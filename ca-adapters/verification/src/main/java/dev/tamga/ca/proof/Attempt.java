package dev.tamga.ca.proof;

import java.time.Instant;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.SignInProof;

/**
 * One presentation of a proof.
 *
 * @param expected the challenge that the server issued, and took back for this one attempt
 */
public record Attempt(SignInProof proof, Challenge expected, Instant at) {}
