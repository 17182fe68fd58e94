package galaxy.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first five minutes in the browser, as the README tells them. */
class JourneyIT {
    private static final Pattern CODE = Pattern.compile("(\\d{4}) (\\d{4})");

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
    @ValueSource(booleans = {true, false})
    void two_players_meet(boolean hasScripts) throws InterruptedException {
        String username = hasScripts ? "vega.one" : "vega.two";
        try (Browser first = Browser.open(hasScripts, "en");
                Browser second = Browser.open(hasScripts, "en")) {
            arrive(first, site.freshAddress());
            assertThat(first.page()).isEqualTo("profile");
            chooseUsername(first, username);
            publish(first);
            URI link = link(first);
            useLink(second, link);
            first.press("nav a[href='/contacts/links']").press("main td a, main th a");
            assertThat(first.text()).contains("Used").contains("1 of 10");
            findOutWhy(first);
            assertThat(first.console()).isEmpty();
            assertThat(second.console()).isEmpty();
        }
    }

    /** From the start page to the profile, with the code that the outbox shows. */
    private static void arrive(Browser browser, String email) {
        browser.go(site.page("/")).press("main a[href='/sign-in']");
        browser.fill("email", email).submit("/sign-in");
        enterCode(browser, email);
    }

    private static void enterCode(Browser browser, String email) {
        assertThat(browser.page()).isEqualTo("code");
        assertThat(browser.text()).contains("We have sent a code to " + email);
        URI page = browser.url();
        String outbox =
                Objects.requireNonNull(browser.one("main a[href*='/outbox']").getDomAttribute("href"));
        browser.go(URI.create(outbox));
        Matcher code = CODE.matcher(browser.one("body").getText());
        assertThat(code.find()).isTrue();
        browser.go(page).fill("code", code.group()).submit("/sign-in/code");
    }

    private static void chooseUsername(Browser browser, String username) {
        browser.press("nav a[href='/settings']").press("main a[href='/settings/username']");
        assertThat(browser.text()).contains("You have no username yet.");
        browser.fill("username", username).submit("/settings/username");
        assertThat(browser.text()).contains("Your username is saved.", "You are @" + username);
    }

    private static void publish(Browser browser) {
        browser.press("nav a[href='/settings']").press("main a[href='/settings/public-profile']");
        assertThat(browser.text()).contains("You have no public profile yet.");
        browser.one("label:has([value='pilots/fox'])").click();
        browser.fill("name", "Nova of Vega").fill("bio", "Looks for a crew.").submit("/settings/public-profile");
        assertThat(browser.text()).contains("Your public profile is saved.", "Looks for a crew.");
        assertThat(browser.one(".person img").getDomAttribute("src")).contains("#pilots-fox");
        assertThat(browser.one("header img.avatar").getDomAttribute("src")).contains("#pilots-fox");
    }

    private static URI link(Browser browser) {
        browser.press("nav a[href='/contacts/links']");
        assertThat(browser.text()).contains("A player who opens your link adds you as a contact.");
        browser.one("label:has([name='ends'][value='30d'])").click();
        browser.one("label:has([name='uses'][value='10'])").click();
        browser.fill("label", "For the crew").submit("/contacts/links");
        assertThat(browser.page()).isEqualTo("link");
        assertThat(browser.text()).contains("For the crew", "Your link is ready to share.");
        return URI.create(Objects.requireNonNull(browser.one("#f-url").getDomProperty("value")));
    }

    /** Someone else opens the link, signs in, comes back and adds its owner. */
    private static void useLink(Browser browser, URI link) {
        browser.go(link);
        assertThat(browser.page()).isEqualTo("c");
        assertThat(browser.text())
                .contains("Nova of Vega will be on your list. You will not be on theirs.", "You sign in first");
        assertThat(browser.title()).doesNotContain("Nova");
        browser.submit("/c");
        String email = site.freshAddress();
        browser.fill("email", email).submit("/sign-in");
        enterCode(browser, email);
        assertThat(browser.url().getPath()).isEqualTo("/c");
        browser.submit("/c");
        assertThat(browser.page()).isEqualTo("contacts");
        assertThat(browser.text()).contains("Nova of Vega is on your list.", "Your contacts");
        assertThat(browser.all(".person")).hasSize(1);
    }

    private static void findOutWhy(Browser browser) {
        browser.press("nav a[href='/standing']");
        assertThat(browser.text())
                .contains("Nothing is blocked. Your plan does not include everything.")
                .containsPattern("Create private games\\s+– Not in plan\\s+Your plan does not include this.");
    }

    /** Neither the cache of the browser nor a page that it keeps as it was. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_signed_out_comes_back_to_nothing(boolean hasScripts) throws InterruptedException {
        String email = site.freshAddress();
        try (Browser browser = Browser.open(hasScripts, "en")) {
            site.signIn(browser, email).go(site.page("/profile"));
            assertThat(browser.text()).contains(email);
            browser.submit("/sign-out");
            assertThat(browser.page()).isEqualTo("landing");
            assertThat(browser.text()).contains("You are signed out.");
            browser.back();
            assertThat(browser.source()).doesNotContain(email);
            assertThat(browser.page()).isEqualTo("sign-in");
        }
    }
}
