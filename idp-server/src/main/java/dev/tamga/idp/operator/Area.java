package dev.tamga.idp.operator;

import java.util.List;

/** What operators can do in one area: rows of the table of commands. Each feature's wiring adds its own. */
public interface Area {
    List<Command> commands();
}
