/** What {@code java -jar idp-server.jar} runs first: compiled for Java 17, so that an older default Java finds a newer one. */
package dev.tamga.idp.launch;
