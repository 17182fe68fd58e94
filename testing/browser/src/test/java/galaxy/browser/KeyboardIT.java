package galaxy.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The pages for a person who has no mouse. */
class KeyboardIT {
    private static Site site;

    @BeforeAll
    static void start() throws InterruptedException {
        site = Site.start();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    /** One state of each page, and forms with a problem. */
    private static List<PageState> pages() {
        Set<String> known = new HashSet<>();
        return PageState.all().stream()
                .filter(page -> known.add(page.page()) || page.name().endsWith("-refused"))
                .toList();
    }

    @Test
    void every_page_is_gone_through_in_its_order_with_a_focus_that_shows() throws InterruptedException {
        SoftAssertions all = new SoftAssertions();
        try (var visitor = new Visitor(site, Browser.open())) {
            visitor.some(
                    pages(),
                    "en",
                    page -> all.assertThat(Focus.faults(visitor.browser()))
                            .as(page.name())
                            .isEmpty());
        }
        all.assertAll();
    }

    @Test
    void the_first_stop_leads_past_the_navigation() throws InterruptedException {
        try (Browser browser = Browser.open()) {
            site.signIn(browser, Site.NOVA).go(site.page("/standing")).keys(Keys.TAB);
            assertThat(focus(browser)).isEqualTo("skip");
            assertThat(Focus.fault(browser)).isEmpty();
            browser.keys(Keys.ENTER);
            assertThat(focus(browser)).isEqualTo("main");
            browser.keys(Keys.TAB);
            assertThat(browser.script("return document.activeElement.closest('main') !== null"))
                    .isEqualTo(true);
        }
    }

    @Test
    void a_problem_takes_the_focus_and_leads_to_its_field() {
        try (Browser browser = Browser.open()) {
            browser.go(site.page("/sign-in")).tabTo("#f-email");
            browser.keys("no address").enter(Keys.ENTER);
            assertThat(focus(browser)).isEqualTo("notice danger");
            assertThat(Focus.fault(browser)).isEmpty();
            assertThat(browser.title()).startsWith("Error: ");
            browser.tabTo(".notice a").keys(Keys.ENTER);
            assertThat(focus(browser)).isEqualTo("f-email");
            assertThat(browser.one("#f-email").getDomAttribute("aria-describedby"))
                    .contains("f-email-error");
        }
    }

    @Test
    void a_notice_takes_the_focus_and_the_title() throws InterruptedException {
        try (Browser browser = Browser.open()) {
            site.signIn(browser, site.freshAddress()).go(site.page("/profile"));
            browser.tabTo("#f-race_name").keys(Keys.chord(Keys.CONTROL, "a"), "Keyboard Pilot");
            browser.enter(Keys.ENTER);
            assertThat(focus(browser)).isEqualTo("notice ok");
            assertThat(browser.title()).startsWith("Your race name is saved.");
        }
    }

    @Test
    void two_players_meet() throws InterruptedException {
        try (Browser first = Browser.open();
                Browser second = Browser.open()) {
            signIn(first.go(site.page("/")).tabTo("main a[href='/sign-in']").enter(Keys.ENTER));
            assertThat(first.page()).isEqualTo("profile");
            chooseUsername(first);
            publish(first);
            URI link = link(first);
            signIn(second.go(link).tabTo("form[action='/c'] button").enter(Keys.SPACE));
            second.tabTo("form[action='/c'] button").enter(Keys.SPACE);
            assertThat(second.text()).contains("Keyboard Nova is on your list.");
            first.tabTo("nav a[href='/standing']").enter(Keys.ENTER);
            assertThat(first.text()).contains("Your plan does not include this.");
        }
    }

    private static void signIn(Browser browser) throws InterruptedException {
        String email = site.freshAddress();
        browser.tabTo("#f-email").keys(email).enter(Keys.ENTER);
        browser.tabTo("#f-code").keys(site.code(email)).enter(Keys.ENTER);
    }

    private static void chooseUsername(Browser browser) {
        browser.tabTo("nav a[href='/settings']").enter(Keys.ENTER);
        browser.tabTo("main a[href='/settings/username']").enter(Keys.ENTER);
        browser.tabTo("#f-username").keys("keyboard.nova").enter(Keys.ENTER);
        assertThat(browser.text()).contains("You are @keyboard.nova");
    }

    /** The pictures are a group of buttons that exclude each other: arrows choose. */
    private static void publish(Browser browser) {
        browser.tabTo("nav a[href='/settings']").enter(Keys.ENTER);
        browser.tabTo("main a[href='/settings/public-profile']").enter(Keys.ENTER);
        browser.tabTo("#f-name").keys("Keyboard Nova");
        browser.tabTo("[name='avatar']").keys(Keys.ARROW_DOWN).keys(Keys.ARROW_RIGHT);
        assertThat(browser.one("[name='avatar']:checked").getDomAttribute("value"))
                .isEqualTo("pilots/ace");
        assertThat(Focus.fault(browser)).isEmpty();
        browser.tabTo("main form button").enter(Keys.SPACE);
        assertThat(browser.text()).contains("Your public profile is saved.");
    }

    private static URI link(Browser browser) {
        browser.tabTo("nav a[href='/contacts/links']").enter(Keys.ENTER);
        browser.tabTo("#f-label").keys("By keyboard");
        browser.tabTo("[name='ends']").keys(Keys.ARROW_DOWN);
        browser.tabTo("main form button").enter(Keys.SPACE);
        assertThat(browser.page()).isEqualTo("link");
        return URI.create(Objects.requireNonNull(browser.one("#f-url").getDomProperty("value")));
    }

    /** The id of what has the focus, else its classes. */
    private static String focus(Browser browser) {
        return String.valueOf(browser.script("const e = document.activeElement; return e.id || e.className"));
    }
}
