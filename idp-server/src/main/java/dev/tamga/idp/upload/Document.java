package dev.tamga.idp.upload;

/**
 * A file that was written anew here: none of its bytes is a stranger's choice of format.
 *
 * @param ending {@code pdf}, {@code jpg} or {@code png}
 */
public record Document(byte[] content, String ending) {
    @Override
    public String toString() {
        return "Document[" + content.length + " bytes of " + ending + "]";
    }
}
