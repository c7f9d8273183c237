package dev.tamga.idp.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.account.Editing.Outcome;
import dev.tamga.idp.binding.OwnForm;
import dev.tamga.idp.binding.Subject;
import dev.tamga.idp.division.Divisions;
import dev.tamga.idp.web.DisplayTime;

/** The form of 「修改信息」, also with what is wrong or what somebody else saved meanwhile. */
public final class EditPage {
    private final Words words;
    private final DisplayTime times;

    public EditPage(Words words, DisplayTime times) {
        this.words = words;
        this.times = times;
    }

    /** A choice of the third level within its city. */
    public record Choice(String code, String name) {}

    public record Choices(String city, List<Choice> choices) {}

    /** What somebody else saved in a field. @param value null where it was emptied */
    public record Theirs(String field, String value) {}

    ModelAndView show(Subject subject, OwnForm form, Locale locale) {
        return page(subject, form, Map.of(), locale).addObject(Editing.SEEN, subject.updatedAt().toEpochMilli());
    }

    /** The row that the form was filled from stays the one that is compared with. */
    ModelAndView wrong(Editing.Sent sent, Outcome.Invalid invalid, Locale locale) {
        return page(invalid.subject(), sent.form(), invalid.errors(), locale).addObject(Editing.SEEN, sent.seen());
    }

    ModelAndView overtaken(Subject by, OwnForm form, Locale locale) {
        List<Theirs> theirs = new ArrayList<>();
        Map<String, String> stored = OwnForm.of(by).entered();
        form.differences(by).forEach(field ->
                theirs.add(new Theirs(field, words.entered(field, stored.get(field), locale))));
        return show(by, form, locale)
                .addObject("overtakenAt", times.minute(by.updatedAt()))
                .addObject("theirs", theirs);
    }

    private ModelAndView page(Subject subject, OwnForm form, Map<String, String> errors, Locale locale) {
        return new ModelAndView("account/edit")
                .addObject("name", subject.name())
                .addObject("kind", subject.kind().word())
                .addObject("identifier", subject.creditCode().or(subject::identityMasked).orElse(null))
                .addObject("form", form.entered())
                .addObject("errors", errors)
                .addObject("cities", Divisions.cities().stream()
                        .map(city -> new Choices(
                                Divisions.fullName(city.division().code(), locale).orElseThrow(),
                                city.counties().stream()
                                        .map(county -> new Choice(county.code(), Divisions.within(county, locale)))
                                        .toList()))
                        .toList());
    }
}
