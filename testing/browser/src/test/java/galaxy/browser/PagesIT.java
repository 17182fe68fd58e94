package galaxy.browser;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page and state in the browser, in both directions and both themes. */
class PagesIT {
    private static Site site;

    @BeforeAll
    static void start() throws InterruptedException {
        site = Site.start();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void has_no_violation_of_wcag_in_light_and_dark_and_a_clean_console(String language) throws InterruptedException {
        SoftAssertions all = new SoftAssertions();
        try (var visitor = new Visitor(site, Browser.open(true, language))) {
            visitor.all(language, page -> {
                Browser browser = visitor.browser();
                all.assertThat(Axe.violations(browser.light())).as(page.name()).isEmpty();
                all.assertThat(Axe.violations(browser.dark()))
                        .as(page.name() + ", dark")
                        .isEmpty();
                all.assertThat(browser.console().stream()
                                .filter(line -> !line.contains("the server responded with a status of 4"))
                                .toList())
                        .as("console of " + page.name())
                        .isEmpty();
            });
        }
        all.assertAll();
    }
}
