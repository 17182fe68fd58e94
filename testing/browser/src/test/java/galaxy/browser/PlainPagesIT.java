package galaxy.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page and state on the narrowest telephone, and without scripts. */
class PlainPagesIT {
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
    @ValueSource(strings = {"de", "ru", "ar"})
    void fits_the_narrowest_telephone(String language) throws InterruptedException {
        SoftAssertions all = new SoftAssertions();
        try (var visitor = new Visitor(site, Browser.open(true, language).width(Browser.NARROW))) {
            visitor.all(language, page -> {
                all.assertThat(Layout.faults(visitor.browser())).as(page.name()).isEmpty();
                all.assertThat(Layout.smallTargets(visitor.browser()))
                        .as("targets of " + page.name())
                        .isEmpty();
            });
        }
        all.assertAll();
    }

    @Test
    void is_whole_without_scripts() throws InterruptedException {
        List<String> names = new ArrayList<>();
        try (var visitor = new Visitor(site, Browser.open(false, "en"))) {
            visitor.all("en", page -> names.add(page.name()));
        }
        assertThat(names).hasSameSizeAs(PageState.all());
    }
}
