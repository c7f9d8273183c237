package dev.tamga.idp.binding;

import java.util.List;

/** The thirteen leagues and cities that binding asks for, by division code (GB/T 2260). */
final class Divisions {
    static final List<String> CODES = List.of(
            "150100", "150200", "150300", "150400", "150500", "150600", "150700", "150800", "150900", "152200",
            "152500", "152501", "152900");

    private Divisions() {}
}
