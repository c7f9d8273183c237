package dev.tamga.idp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.Refusal;
import dev.tamga.idp.signin.RefusalPage;

/** Shows any refusal on demand: some cannot be brought about in a test. */
@Controller
public final class RefusalPages {
    private final RefusalPage page;

    public RefusalPages(RefusalPage page) {
        this.page = page;
    }

    /** One of each. */
    public static List<Refusal> all() {
        return Arrays.stream(Refusal.class.getPermittedSubclasses()).map(RefusalPages::make).toList();
    }

    private static Refusal make(Class<?> kind) {
        try {
            return (Refusal) kind.getDeclaredConstructor(String.class).newInstance("for operators alone");
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(kind + " cannot be made of its detail", e);
        }
    }

    @GetMapping("/test/refusal/{purpose}/{code}")
    ModelAndView show(@PathVariable String purpose, @PathVariable String code, HttpServletRequest http) {
        Refusal refusal = all().stream().filter(one -> one.code().equals(code)).findFirst().orElseThrow();
        return page.show(
                new RefusalPage.Refused(refusal, Optional.of(new CaId("bjca")), Purpose.of(purpose), null), http);
    }
}
