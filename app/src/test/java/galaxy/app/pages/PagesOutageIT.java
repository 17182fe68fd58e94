package galaxy.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.pages.Site.Dependency;
import galaxy.app.pages.Visitor.Reply;
import galaxy.testkit.FaultProxy;
import galaxy.testkit.GalaxyInstance;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages say while something that they stand on is gone, stalls, is slow or loses what it says: a sentence, with its
 * status and in time; and how they recover by themselves.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PagesOutageIT {
    /** Responses take 1.5 s at the most, those of sign-in 3.5 s; the rest is for a machine that is busy with other tests. */
    private static final Duration IN_TIME = Duration.ofSeconds(4);

    private static final Duration SIGN_IN = Duration.ofSeconds(8);

    /** The words of the pages that need each dependency. */
    private static final Map<Dependency, Set<String>> NEEDED = Map.of(
            Dependency.USERS, Set.of("profile", "standing"),
            Dependency.CONNECTIONS, Set.of("contacts", "links", "link"),
            Dependency.AUTH, Set.of("sessions"));

    /** How something that the pages stand on fails. */
    enum Outage {
        GONE,
        STALLED,
        SLOW,
        LOSING;

        private void begin(FaultProxy proxy) {
            switch (this) {
                case GONE -> {
                    proxy.refuse();
                    proxy.cutAll();
                }
                case STALLED -> proxy.blackHole();
                case SLOW -> proxy.delay(Duration.ofSeconds(4));
                case LOSING -> proxy.loseReplies(Integer.MAX_VALUE, FaultProxy.AfterLoss.HANG);
            }
        }
    }

    private final Map<String, String> pages = new LinkedHashMap<>();
    private Site site;
    private Visitor player;
    private String opened = "";
    private String token = "";

    @BeforeAll
    void start() throws Exception {
        site = new Site();
        player = site.visitor().signIn("outage@example.com");
        Visitor owner = site.visitor().signIn("owner@example.com").retrying();
        token = link(owner).replaceFirst(".*/c/", "");
        opened = "/c/" + token;
        // Another browser of the same player, for what is prepared.
        Visitor copy = anotherBrowser().retrying();
        assertThat(link(copy)).isNotEmpty();
        String path = copy.get("/contacts/links").html().select("tbody a").attr("href");
        Stream.of(
                        "profile",
                        "settings",
                        "settings/username",
                        "settings/public-profile",
                        "settings/sessions",
                        "standing")
                .forEach(each -> pages.put("/" + each, each.replaceFirst("settings/", "")));
        pages.putAll(
                Map.of("/contacts", "contacts", "/contacts/links", "links", path, "link", "/invites/new", "invite"));
    }

    /** The address of a new link. */
    private static String link(Visitor owner) {
        String id = owner.get("/contacts/links").value("request_id");
        String place = owner.post("/contacts/links", "label", "L", "ends", "never", "uses", "0", "request_id", id)
                .header("Location");
        return owner.get(place).html().select("#f-url").val();
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @AfterEach
    void all_is_well_again_without_a_restart() {
        Stream.of(Dependency.values()).map(site::proxy).forEach(FaultProxy::pass);
        Awaitility.await("the pages recover").atMost(GalaxyInstance.TIMEOUT).untilAsserted(() -> {
            pages.forEach((path, word) -> assertThat(player.get(path).what()).isEqualTo("200 " + word));
            assertThat(player.get(opened).what()).isEqualTo("200 c");
            assertThat(player.post("/profile/name", "race_name", "Nova Pilot").what())
                    .isEqualTo("303 /profile");
        });
        assertThat(site.log())
                .as("the log")
                .noneMatch(line -> line.matches("\\s+at .*|.* ERROR .*"))
                .noneMatch(line -> line.contains("@example.com") || line.contains(token))
                .noneMatch(line -> player.cookies().values().stream().anyMatch(line::contains));
    }

    private static Stream<Arguments> outages() {
        return Stream.of(Dependency.USERS, Dependency.CONNECTIONS, Dependency.AUTH)
                .flatMap(dependency -> Stream.of(Outage.values()).map(outage -> Arguments.of(dependency, outage)));
    }

    /** A look at one page. */
    private interface Look {
        void at(Visitor browser, String path, String word);
    }

    /** All pages at once, each in a browser of its own of the same player. */
    private void onEachPage(Look look) {
        List<CompletableFuture<Void>> looks = pages.entrySet().stream()
                .map(page -> CompletableFuture.runAsync(
                        () -> look.at(anotherBrowser(), page.getKey(), page.getValue()), Thread::startVirtualThread))
                .toList();
        looks.forEach(CompletableFuture::join);
    }

    private Visitor anotherBrowser() {
        Visitor browser = site.visitor();
        browser.cookies().putAll(player.cookies());
        return browser;
    }

    /** Of what comes too late, or never, a form sees the same as of a response that is lost. */
    private static Stream<Arguments> outagesOfForms() {
        return outages().filter(each -> Set.of(Outage.GONE, Outage.LOSING).contains(each.get()[1]));
    }

    private static void isDown(Reply page, String word, Duration within) {
        assertThat(page.what()).isEqualTo("503 " + word + " down");
        assertThat(page.header("Retry-After")).isNotEmpty();
        assertThat(page.text()).contains("Try again in a moment.").doesNotContain("Exception");
        assertThat(page.took()).isLessThan(within);
    }

    @ParameterizedTest
    @MethodSource("outages")
    void pages_without_a_service_say_so_in_time_and_the_others_go_on(Dependency dependency, Outage outage) {
        outage.begin(site.proxy(dependency));
        Set<String> needing = NEEDED.getOrDefault(dependency, Set.of());
        onEachPage((browser, path, word) -> {
            Reply page = browser.get(path);
            if (needing.contains(word)) {
                isDown(page, word, IN_TIME);
            } else {
                boolean isPart = dependency == Dependency.CONNECTIONS
                        && Set.of("username", "public-profile").contains(word);
                String what = "200 " + word + (isPart ? " unavailable" : "");
                // On a busy machine what does respond may be late too.
                Awaitility.await(path)
                        .untilAsserted(
                                () -> assertThat(browser.get(path).what()).isEqualTo(what));
                assertThat(page.took()).isLessThan(IN_TIME);
            }
        });
        assertThat(site.visitor().get("/").what()).isEqualTo("200 landing");
        assertThat(site.visitor().get("/sign-in").what()).isEqualTo("200 sign-in");
    }

    @ParameterizedTest
    @MethodSource("outagesOfForms")
    void forms_without_a_service_keep_what_was_typed(Dependency dependency, Outage outage) {
        outage.begin(site.proxy(dependency));
        switch (dependency) {
            case STORE -> throw new AssertionError();
            case USERS -> {
                Reply name = player.post("/profile/name", "race_name", "Vega");
                isDown(name, "profile", IN_TIME);
                assertThat(name.value("race_name")).isEqualTo("Vega");
                isDown(player.post("/settings/username", "username", "vega"), "username", IN_TIME);
                isDown(player.post("/settings/public-profile", "name", "V"), "public-profile", IN_TIME);
            }
            case CONNECTIONS -> {
                isDown(player.post("/settings/username", "username", "vega"), "username", IN_TIME);
                Reply found = player.post("/contacts/find", "username", "@vega");
                isDown(found, "contacts", IN_TIME);
                assertThat(found.value("username")).isEqualTo("@vega");
                isDown(player.post("/invites/new", "recipient", "@v", "action", "verify"), "invite", IN_TIME);
                isDown(player.post("/c", "token", token, "request_id", "r"), "c", IN_TIME);
            }
            case AUTH -> {
                isDown(player.post("/settings/sessions/end-others"), "sessions", IN_TIME);
                Reply asked = site.visitor().post("/sign-in", "email", "new@example.com");
                isDown(asked, "sign-in", SIGN_IN);
                assertThat(asked.value("email")).isEqualTo("new@example.com");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("outagesOfTheStore")
    void without_the_sessions_pages_of_players_say_so_and_forms_keep_what_was_typed(Outage outage) {
        outage.begin(site.proxy(Dependency.STORE));
        onEachPage((browser, path, word) -> isDown(browser.get(path), word, IN_TIME));
        Reply name = player.post("/profile/name", "race_name", "Vega Nine");
        isDown(name, "profile", IN_TIME);
        assertThat(name.text()).contains("Nothing is lost.", "You can copy it from here:");
        assertThat(name.html().select("main form").attr("action")).isEqualTo("/profile/name");
        assertThat(name.value("race_name")).isEqualTo("Vega Nine");
        Reply made = player.post("/contacts/links", "label", "Forum", "ends", "7d", "uses", "10", "request_id", "r");
        isDown(made, "links", IN_TIME);
        assertThat(Stream.of("label", "ends", "uses", "request_id").map(made::value))
                .containsExactly("Forum", "7d", "10", "r");
        Reply used = player.post("/c", "token", token, "request_id", "r");
        isDown(used, "c", IN_TIME);
        assertThat(List.of(used.value("token"), used.value("request_id"))).containsExactly(token, "r");
        assertThat(player.get("/").what()).as("the rest works").isEqualTo("200 landing");
        assertThat(player.get("/sign-in").what()).isEqualTo("200 sign-in");
        assertThat(player.get(opened).what()).isEqualTo("200 c");
        assertThat(player.get("/nothing").what()).isEqualTo("404 error 404");
        assertThat(player.post("/display", "theme", "dark", "back", "/sign-in").what())
                .isEqualTo("303 /sign-in");
    }

    private static Stream<Outage> outagesOfTheStore() {
        return Stream.of(Outage.GONE, Outage.STALLED, Outage.SLOW);
    }

    @Test
    void signing_out_works_without_the_sessions_and_says_what_is_left() {
        Visitor other = site.visitor().signIn("leaving@example.com");
        site.proxy(Dependency.STORE).blackHole();
        Reply out = other.post("/sign-out");
        assertThat(out.what()).isEqualTo("303 /");
        assertThat(out.took()).isLessThan(IN_TIME);
        assertThat(other.cookies()).doesNotContainKey("galaxy-web");
        assertThat(other.get("/").html().select("main .notice").text()).contains("could not be ended now");
    }

    @Test
    void services_may_be_restarted_while_pages_are_served() {
        site.stopServices();
        pages.forEach((path, word) -> {
            Reply page = player.get(path);
            assertThat(page.what()).containsPattern("^(200 " + word + "( unavailable)?|503 " + word + " down)$");
            assertThat(page.took()).isLessThan(IN_TIME);
        });
        isDown(player.get("/profile"), "profile", IN_TIME);
        isDown(site.visitor().post("/sign-in", "email", "new@example.com"), "sign-in", SIGN_IN);
        site.startServices();
    }
}
