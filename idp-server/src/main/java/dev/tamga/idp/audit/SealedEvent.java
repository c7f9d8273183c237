package dev.tamga.idp.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An event as it is stored, in the form that is sealed.
 *
 * @param columns texts in the order of the table; null where the column is null
 */
record SealedEvent(String id, List<String> columns) {

    /** Each column with its length before it, -1 for null: no two events have one form. */
    byte[] canonical() {
        List<byte[]> parts = columns.stream()
                .map(column -> column == null ? null : column.getBytes(StandardCharsets.UTF_8))
                .toList();
        int size = parts.stream().mapToInt(part -> 4 + (part == null ? 0 : part.length)).sum();
        ByteBuffer form = ByteBuffer.allocate(size);
        for (byte[] part : parts) {
            form.putInt(part == null ? -1 : part.length);
            if (part != null) {
                form.put(part);
            }
        }
        return form.array();
    }
}
