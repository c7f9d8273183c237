package dev.tamga.idp.binding;

/** A change of name as the page that asks to confirm it shows it. */
public record NameChange(String formerName, String name, String formerNumber, String keyNumber) {
    static NameChange of(RenameStore.Pending pending) {
        return new NameChange(
                pending.former().subjectName(), pending.next().name(),
                pending.former().keyNumber(), pending.next().keyNumber());
    }
}
