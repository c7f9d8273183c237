package dev.tamga.sample;

import java.io.StringReader;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Both languages are complete, and templates use no sentence that is missing. */
class MessagesTest {

    @Test
    void bothLanguagesHaveTheSameKeys() throws Exception {
        assertThat(sentences("messages.properties").keySet()).isEqualTo(sentences("messages_en.properties").keySet());
    }

    @Test
    void templatesUseOnlyKnownKeys() throws Exception {
        Properties known = sentences("messages.properties");
        for (String page : new String[] {"layout", "home", "home-signed-in", "confirm", "account", "signed-out",
            "signed-out-here", "failed"}) {
            Matcher key = Pattern.compile("#\\{([^}]+)}").matcher(Page.resource("pages/" + page + ".html"));
            while (key.find()) {
                assertThat(known).as(page).containsKey(key.group(1));
            }
        }
    }

    private static Properties sentences(String file) throws Exception {
        Properties sentences = new Properties();
        sentences.load(new StringReader(Page.resource(file)));
        return sentences;
    }
}
