package galaxy.web.own;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.connections.Avatar;
import galaxy.client.connections.ContactLink;
import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.client.users.SanctionCode;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each page in each language and how much a browser loads for it, its files, and what the first view of a page takes. */
class BudgetsIT {
    private static final int KILO = 1024;
    private static final int PAGE = 20 * KILO;

    /** Pages with the list of time zones. */
    private static final int WITH_ZONES = 36 * KILO;

    private static final int FIFTY_ROWS = 40 * KILO;
    private static final int FIRST_VIEW = 25 * KILO;
    private static final int CONTACTS = 200;
    private static final int LINKS = 50;

    /** More than a page shows. */
    private static final int PAST_SANCTIONS = 22;

    private static final String FOREVER = "public, max-age=31536000, immutable";

    /** Of a message that was not replaced by its text, or of an argument that was not. */
    private static final Pattern KEY = Pattern.compile(
            "\\b(shell|error|standing|sessions|link|links|contacts|profile|settings|code|sign-in|username|invite)"
                    + "\\.[a-z]|\\{[a-z]+[,}]");

    private static Platform platform;
    private static Browser full;
    private static ContactLink link;
    private static String opened = "";

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of());
        full = platform.player();
        profile(full.ref(), "nova", "Nova of Vega", "Flies since 2019. ".repeat(15));
        for (int i = 0; i < CONTACTS; i++) {
            UserRef contact = UserRef.of("contact-" + i);
            profile(contact, "contact-" + i, "Contact number " + i, "");
            platform.connections.addContact(full.ref(), contact).orElseThrow();
        }
        link = link(full.ref(), 0);
        for (int i = 1; i < LINKS; i++) {
            link(full.ref(), i);
            platform.connections
                    .consumeContactLink(link.token(), UserRef.of("contact-" + i), IdempotencyKey.of("use"))
                    .orElseThrow();
        }
        opened = "/c/" + link(UserRef.of("contact-1"), 0).token().value();
        for (int i = 0; i < PAST_SANCTIONS; i++) {
            ProfileIT.block(platform, full, SanctionCode.PROFILE_UPDATE_BLOCK);
            ProfileIT.lift(platform, full, SanctionCode.PROFILE_UPDATE_BLOCK);
        }
        ProfileIT.block(platform, full, SanctionCode.GAME_JOIN_BLOCK);
        ProfileIT.block(platform, full, SanctionCode.PRIVATE_GAME_CREATE_BLOCK);
        ProfileIT.block(platform, full, SanctionCode.PRIVATE_GAME_MANAGE_BLOCK);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    private static void profile(UserRef user, String username, String name, String bio) {
        var details = new ProfileDetails(name, Optional.of(new Avatar("pilots", "fox")), bio.strip());
        platform.connections
                .setUserProfile(user, Username.of(username), details)
                .orElseThrow();
    }

    private static ContactLink link(UserRef owner, int number) {
        return platform.connections
                .createContactLink(
                        owner, IdempotencyKey.of("k" + number), new End.Never(), 100, "Forum, place " + number)
                .orElseThrow();
    }

    /** The pages of a player who has much, and how large each may be. */
    private static Map<String, Integer> pages() {
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("/profile", WITH_ZONES);
        for (String path : List.of(
                "/settings",
                "/settings/username",
                "/settings/public-profile",
                "/settings/sessions",
                "/standing",
                opened,
                "/c/none",
                "/invites/new",
                "/nothing")) {
            all.put(path, PAGE);
        }
        all.put("/contacts", FIFTY_ROWS * CONTACTS / 50);
        all.put("/contacts/links", FIFTY_ROWS);
        all.put("/contacts/links/" + link.id().value(), FIFTY_ROWS);
        return all;
    }

    private static int size(Browser.Reply page) {
        return page.body().getBytes(StandardCharsets.UTF_8).length;
    }

    /** A visitor to whom a code was sent. */
    private static Browser withCode() {
        Browser visitor = platform.visitor();
        assertThat(visitor.post("/sign-in", "email", "budget-" + System.nanoTime() + "@example.com")
                        .went())
                .isEqualTo("303 /sign-in/code");
        return visitor;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "pt-BR", "ru", "ar"})
    void pages_are_small_in_every_language_and_kept_by_no_cache(String language) {
        SoftAssertions all = new SoftAssertions();
        String query = "?lang=" + language;
        Map<String, Integer> visited = new LinkedHashMap<>(Map.of("/", PAGE, "/sign-in", PAGE, opened, PAGE));
        visited.forEach((path, most) -> check(all, path, platform.visitor().get(path + query), most, language));
        check(all, "/sign-in/code", withCode().get("/sign-in/code" + query), WITH_ZONES, language);
        pages().forEach((path, most) -> check(all, path, full.get(path + query), most, language));
        assertThat(full.get("/standing" + query).html().select("main table tr"))
                .as("rows of limits and of what was blocked before")
                .hasSizeGreaterThan(20);
        all.assertAll();
    }

    private static void check(SoftAssertions all, String path, Browser.Reply page, int most, String language) {
        var html = page.html().expectFirst("html");
        all.assertThat(size(page)).as(path).isBetween(KILO, most);
        all.assertThat(page.status()).as(path).isEqualTo(path.startsWith("/no") || path.equals("/c/none") ? 404 : 200);
        all.assertThat(page.header("cache-control")).as(path).isEqualTo("no-store");
        all.assertThat(page.header("content-language")).as(path).isEqualTo(language);
        all.assertThat(List.of(html.attr("lang"), html.attr("dir")))
                .as(path)
                .containsExactly(language, language.equals("ar") ? "rtl" : "ltr");
        all.assertThat(html.text()).as(path).doesNotContainPattern(KEY);
        all.assertThat(page.html()
                        .select(
                                "main :is(input, select, textarea):not([type=hidden], [type=radio], [autocomplete=off])")
                        .eachAttr("name"))
                .as("what programs may fill in on " + path)
                .isSubsetOf("email", "code");
    }

    @Test
    void refused_forms_and_confirmations_are_small_too() {
        SoftAssertions all = new SoftAssertions();
        String astral = "\uD83E\uDE90";
        String path = "/contacts/links/" + link.id().value();
        check(all, full, PAGE, "/settings/username", "username", "vega");
        check(all, full, PAGE, "/settings/username", "username", "a".repeat(200));
        check(all, full, PAGE, "/settings/public-profile", "name", astral.repeat(65), "bio", astral.repeat(281));
        check(all, full, WITH_ZONES, "/profile/name", "race_name", "--");
        check(all, full, WITH_ZONES, "/profile/settings", "preferred_language", "x", "time_zone", "x");
        check(all, full, PAGE, "/invites/new", "recipient", "@contact-1", "action", "verify");
        check(all, full, PAGE, path + "/revoke", "request_id", "r");
        check(all, full, FIFTY_ROWS, "/contacts/links", "label", "L", "ends", "1d", "uses", "1", "request_id", "r");
        check(all, full, FIFTY_ROWS * CONTACTS / 50 + PAGE, "/contacts/find", "username", "@contact-1");
        check(all, platform.visitor(), PAGE, "/sign-in", "email", "no address");
        check(all, withCode(), WITH_ZONES, "/sign-in/code", "code", "1");
        check(all, platform.visitor(), PAGE, "/settings/public-profile", "name", "Nova", "bio", astral.repeat(280));
        all.assertAll();
    }

    private static void check(SoftAssertions all, Browser browser, int most, String path, String... fields) {
        Browser.Reply page = browser.post(path, fields);
        all.assertThat(size(page)).as(path + " " + page.what()).isBetween(KILO, most);
        all.assertThat(page.header("cache-control")).as(path).isEqualTo("no-store");
    }

    /** What a page loads by itself; the icon is loaded by the program around it. */
    private static Set<String> files(Browser.Reply page) {
        Set<String> files = new HashSet<>(page.html().select("[src]").eachAttr("src"));
        files.addAll(page.html().select("link[rel=stylesheet]").eachAttr("href"));
        Set<String> whole = new HashSet<>();
        files.forEach(file -> whole.add(file.replaceFirst("#.*", "")));
        return whole;
    }

    @Test
    void a_first_view_is_four_requests_and_25_kilobytes_of_ours() {
        SoftAssertions all = new SoftAssertions();
        Map<Browser, List<String>> views = new LinkedHashMap<>();
        views.put(platform.visitor(), List.of("/", "/sign-in", opened));
        views.put(withCode(), List.of("/sign-in/code"));
        views.forEach((browser, paths) -> paths.forEach(path -> {
            Set<String> files = files(browser.get(path));
            int sum = browser.onTheWire(path)
                    + files.stream().mapToInt(browser::onTheWire).sum();
            all.assertThat(files).as(path).hasSizeLessThanOrEqualTo(3);
            all.assertThat(sum).as(path + " with " + files).isLessThanOrEqualTo(FIRST_VIEW);
        }));
        // The browser of a player who has signed in has most of the files already.
        pages().keySet().stream()
                .filter(path -> !path.startsWith("/contacts/links/"))
                .forEach(path -> all.assertThat(files(full.get(path))).as(path).hasSizeLessThanOrEqualTo(3));
        all.assertAll();
    }

    @Test
    void every_file_is_ours_and_kept_for_ever_under_a_name_of_its_content() {
        Set<String> files = new HashSet<>();
        for (String path : List.of("/", "/profile", "/settings/public-profile", "/standing", "/contacts")) {
            Browser.Reply page = path.equals("/") ? platform.visitor().get(path) : full.get(path);
            files.addAll(files(page));
            files.addAll(page.html().select("link[href]").eachAttr("href"));
        }
        assertThat(files).hasSize(5).allMatch(file -> file.matches("/assets/[a-z]+\\.[0-9a-f]{16}\\.(css|js|svg)"));
        files.forEach(file ->
                assertThat(platform.visitor().get(file).header("cache-control")).isEqualTo(FOREVER));
        String picture = "/contacts/links/" + link.id().value() + "/qr.svg";
        assertThat(full.get(picture).header("cache-control"))
                .as("a picture with the token of a link")
                .isEqualTo("no-store");
    }
}
