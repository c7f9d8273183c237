package dev.tamga.sample.demo;

/** The demo cannot go on; the message says why and what to do. */
final class DemoFault extends Exception {

    private static final long serialVersionUID = 1L;

    DemoFault(String message) {
        super(message);
    }

    DemoFault(String message, Throwable cause) {
        super(message, cause);
    }
}
