package dev.tamga.idp.home;

import java.util.List;
import java.util.Locale;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.idp.web.SeeOther;

/** 「内蒙古公共资源交易平台CA互认系统」: the ways in, and help. */
@Controller
final class HomeController {
    private final CaDirectory directory;
    private final CaPlaces places;

    HomeController(CaDirectory directory, CaPlaces places) {
        this.directory = directory;
        this.places = places;
    }

    @GetMapping("/")
    ModelAndView home(Locale locale) {
        return new ModelAndView("home/home", "cas", list(locale));
    }

    /** Users were told to bookmark this address of the former system. */
    @GetMapping("/PSPFrame/infobasemis/casharelogin/index/cashareindex")
    ModelAndView bookmark() {
        return new ModelAndView(new SeeOther("/"));
    }

    @GetMapping("/help")
    ModelAndView help() {
        return new ModelAndView("home/help", "faq", FaqGroup.ALL);
    }

    @GetMapping("/help/ca")
    ModelAndView directory(Locale locale) {
        return new ModelAndView("home/ca-directory", "cas", list(locale))
                .addObject("places", places.rows(locale))
                .addObject("notes", places.notes(locale));
    }

    @GetMapping("/accessibility")
    String accessibility() {
        return "home/accessibility";
    }

    @GetMapping("/privacy")
    String privacy() {
        return "home/privacy";
    }

    @GetMapping("/assistant")
    String assistant() {
        return "home/assistant";
    }

    private List<ListedCa> list(Locale locale) {
        return directory.list().stream().map(ca -> ListedCa.of(ca, locale)).toList();
    }
}
