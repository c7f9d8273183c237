package dev.tamga.sample.probe;

/** Why a step of the journey went wrong; the message is for operators and holds no code, token or PIN. */
final class StepFailed extends Exception {
    private static final long serialVersionUID = 1;

    StepFailed(String reason) {
        super(reason);
    }

    StepFailed(String reason, Throwable cause) {
        super(reason, cause);
    }
}
