package dev.tamga.idp.mail;

import java.io.IOException;

/** Takes letters to their recipients. */
public interface Carrier {
    /**
     * Back once somebody else is responsible for the letter.
     *
     * @throws IOException if nobody is; its message says why, in words for an operator
     */
    void carry(Letter letter) throws IOException;
}
