package dev.tamga.idp.unbinding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

import dev.tamga.idp.upload.Sent;

/** The files of a posted form, by what its page asks for. */
final class Parts {
    private Parts() {}

    /** @throws ResponseStatusException 400 for files that no page of ours sends */
    static Map<Purpose, Sent> read(Kind kind, HttpServletRequest http) {
        Map<Purpose, Sent> files = new EnumMap<>(Purpose.class);
        for (Part part : files(http)) {
            Purpose purpose = Optional.of(part.getName())
                    .filter(name -> List.of(Purpose.values()).stream().anyMatch(known -> known.word().equals(name)))
                    .map(Purpose::of)
                    .filter(kind::asksFor)
                    .orElseThrow(() -> malformed("a file that was not asked for"));
            if (files.put(purpose, new Sent(part.getSubmittedFileName(), part::getInputStream)) != null) {
                throw malformed("two files in one field");
            }
        }
        return files;
    }

    /** Fields that hold a file; one that was left empty comes without a name and without content. */
    private static List<Part> files(HttpServletRequest http) {
        try {
            List<Part> files = new ArrayList<>();
            for (Part part : http.getParts()) {
                boolean chosen = part.getSubmittedFileName() != null
                        && !(part.getSubmittedFileName().isEmpty() && part.getSize() == 0);
                if (chosen) {
                    files.add(part);
                }
            }
            return files;
        } catch (ServletException e) {
            // Posted as a plain form: without files.
            return List.of();
        } catch (IOException e) {
            throw malformed("the files could not be read");
        }
    }

    private static ResponseStatusException malformed(String why) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, why);
    }
}
