package galaxy.browser;

import galaxy.client.ClientSettings;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.ContactLink;
import galaxy.client.users.Delivery;
import galaxy.client.users.UsersClient;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import galaxy.kernel.ReasonCode;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.TempFolder;
import galaxy.testkit.http.RestClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.openqa.selenium.Cookie;
import tools.jackson.databind.JsonNode;

/** The product as it is released, with players who have something to show. */
public final class Site implements AutoCloseable {
    /** Has a plan, a profile, contacts, links and a history. */
    public static final String NOVA = "nova@example.com";

    /** Has just come. */
    public static final String NEW = "new.pilot@example.com";

    /** Knows Nova. */
    public static final String ORION = "orion@example.com";

    /** May do little. */
    public static final String RESTRICTED = "vex@example.com";

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration RESPONSE = Duration.ofSeconds(5);
    private static final Actor OPERATOR = Actor.of("admin", "ops-7");

    private final TempFolder data;
    private final GalaxyInstance galaxy;
    private final UsersClient users;
    private final ConnectionsClient connections;
    private final ExamplePlayers players;
    private final Map<String, Cookie> sessions = new HashMap<>();
    private final AtomicInteger fresh = new AtomicInteger();

    private Site(TempFolder data, GalaxyInstance galaxy) {
        this.data = data;
        this.galaxy = galaxy;
        this.users = UsersClient.of(ClientSettings.of(galaxy.users()));
        this.connections = ConnectionsClient.of(ConnectionsSettings.of(galaxy.connections()));
        this.players = new ExamplePlayers(users, connections);
    }

    /** Starts one and fills it. */
    public static Site start(String... settings) throws InterruptedException {
        TempFolder data = TempFolder.make();
        Site site = new Site(
                data,
                GalaxyInstance.serve(Stream.concat(
                                Stream.of(
                                        "data.dir=" + data.path(),
                                        "log.level=error",
                                        "auth.limits.address-sends=100000",
                                        "auth.limits.address-confirms=100000",
                                        "web.limits.previews=0",
                                        "web.limits.lookups=0",
                                        "web.limits.sign-ins=0"),
                                Stream.of(settings))
                        .toArray(String[]::new)));
        site.players.fill();
        return site;
    }

    /** The services, to stop and to ask. */
    public GalaxyInstance galaxy() {
        return galaxy;
    }

    /** Players who may change their settings read a language from now on; a restricted one keeps English. */
    void speak(String language) {
        Stream.of(NOVA, NEW, ORION).forEach(email -> players.speak(email, language));
    }

    /** The page of a path. */
    public URI page(String path) {
        return galaxy.web().resolve(path);
    }

    /** Signs in with a code from the outbox, as a person does; a player who did so before comes back with that session. */
    public Browser signIn(Browser browser, String email) throws InterruptedException {
        browser.forget().go(page("/sign-in"));
        Cookie known = sessions.get(email);
        if (known != null) {
            return browser.keep(known);
        }
        browser.fill("email", email).submit("/sign-in");
        browser.fill("code", code(email)).submit("/sign-in/code");
        sessions.put(email, browser.cookie("galaxy-web"));
        return browser;
    }

    /** An address that was never used: codes to one follow each other by half a minute. */
    public String freshAddress() {
        return "pilot-" + fresh.incrementAndGet() + "@example.com";
    }

    /** An address that may not sign in for six days. */
    public String blockedAddress() {
        EmailAddress email = EmailAddress.of(freshAddress());
        var end = End.of(Optional.of(Instant.now().plus(Duration.ofDays(6))));
        users.block(email, ReasonCode.of("ban_evasion"), Optional.of(OPERATOR), end, Delivery.once());
        return email.value();
    }

    /** The code of the newest mail to an address. */
    public String code(String email) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < end) {
            for (var mail : outbox()) {
                if (mail.path("to").asString("").equals(email) && mail.hasNonNull("code")) {
                    return mail.path("code").asString("");
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no mail to " + email);
    }

    /** Mails, newest first. */
    private JsonNode outbox() throws InterruptedException {
        var request =
                HttpRequest.newBuilder(galaxy.management().resolve("/outbox")).header("Accept", "application/json");
        return RestClient.send(request, RESPONSE).json().path("items");
    }

    /** A live contact link of Nova. */
    public ContactLink link() {
        return link(ExamplePlayers.LIVE);
    }

    /** The link of Nova with a label. */
    ContactLink link(String label) {
        return players.linkOfNova(label);
    }

    @Override
    public void close() {
        users.close();
        connections.close();
        galaxy.close();
        data.close();
    }
}
