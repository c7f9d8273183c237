package dev.tamga.idp.upload;

/**
 * A file as a browser sent it.
 *
 * @param name as the browser gave it; never a name of ours
 */
public record Sent(String name, byte[] content) {
    /** 5 MB each. */
    public static final int LARGEST = 5 * 1024 * 1024;

    @Override
    public String toString() {
        return "Sent[" + content.length + " bytes]";
    }
}
