package galaxy.browser;

import galaxy.client.ClientSettings;
import galaxy.client.connections.Avatar;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.ContactLink;
import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.client.users.Delivery;
import galaxy.client.users.EnsureResult;
import galaxy.client.users.LimitCode;
import galaxy.client.users.Plan;
import galaxy.client.users.Reason;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.UserCommand;
import galaxy.client.users.UsersClient;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
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

    /** May do little. */
    public static final String RESTRICTED = "vex@example.com";

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration RESPONSE = Duration.ofSeconds(5);
    private static final Actor OPERATOR = Actor.of("admin", "ops-7");
    private static final Source BILLING = Source.of("billing");

    private final TempFolder data;
    private final GalaxyInstance galaxy;
    private final UsersClient users;
    private final ConnectionsClient connections;
    private final Map<String, Cookie> sessions = new HashMap<>();
    private final AtomicInteger fresh = new AtomicInteger();

    private Site(TempFolder data, GalaxyInstance galaxy) {
        this.data = data;
        this.galaxy = galaxy;
        this.users = UsersClient.of(ClientSettings.of(galaxy.users()));
        this.connections = ConnectionsClient.of(ConnectionsSettings.of(galaxy.connections()));
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
        site.fill();
        return site;
    }

    /** The services, to stop and to ask. */
    public GalaxyInstance galaxy() {
        return galaxy;
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
        return connections
                .contactLinks(user(NOVA))
                .filter(link -> link.label().equals("Space con"))
                .findFirst()
                .orElseThrow();
    }

    /** The link of Nova that was revoked. */
    public ContactLink revokedLink() {
        return connections
                .contactLinks(user(NOVA))
                .filter(link -> link.usage().revokedAt().isPresent())
                .findFirst()
                .orElseThrow();
    }

    private UserId id(String email) {
        EnsureResult result =
                users.ensure(EmailAddress.of(email), "en", "Europe/Berlin").orElseThrow();
        return switch (result) {
            case EnsureResult.Existing(UserId id) -> id;
            case EnsureResult.Created(UserId id) -> id;
            case EnsureResult.Blocked blocked -> blocked.userId().orElseThrow();
        };
    }

    private UserRef user(String email) {
        return UserRef.of(id(email));
    }

    private static Reason reason(String code) {
        return new Reason(ReasonCode.of(code), OPERATOR);
    }

    private void fill() {
        person("orion@example.com", "orion", "Orion", "ace", "Explorer of the outer belt.");
        person("lyra@example.com", "lyra", "Lyra of the Harp", "octopus", "");
        person("ahmad@example.com", "ahmad", "أحمد", "veteran", "أحب النجوم.");
        person(
                NOVA,
                "nova",
                "Nova of Vega",
                "fox",
                "Flies since 2019. Looks for a crew of four.\nNo spoilers, please.");
        nova();
        restricted();
    }

    private void person(String email, String username, String name, String avatar, String bio) {
        UserRef user = user(email);
        connections.setUsername(user, Username.of(username)).orElseThrow();
        connections
                .setPublicProfile(user, new ProfileDetails(name, Optional.of(new Avatar("pilots", avatar)), bio))
                .orElseThrow();
    }

    private void nova() {
        UserId nova = id(NOVA);
        UserRef ref = UserRef.of(nova);
        users.rename(nova, "Nova Pilot").orElseThrow();
        var month = new UserCommand.Grant(
                Plan.PAID_MONTHLY,
                Optional.empty(),
                Optional.of(Instant.now().plus(Duration.ofDays(20))),
                BILLING,
                reason("refund"));
        users.perform(nova, month, Delivery.once()).orElseThrow();
        users.perform(
                        nova,
                        new UserCommand.SetLimit(
                                LimitCode.MAX_OWNED_PRIVATE_GAMES, 12, Optional.empty(), reason("event_host")),
                        Delivery.once())
                .orElseThrow();
        Stream.of("orion@example.com", "lyra@example.com", "ahmad@example.com")
                .forEach(each -> connections.addContact(ref, user(each)).orElseThrow());
        connections
                .createContactLink(ref, IdempotencyKey.of("live"), new End.Never(), 10, "Space con")
                .orElseThrow();
        connections
                .createContactLink(
                        ref,
                        IdempotencyKey.of("week"),
                        End.of(Optional.of(Instant.now().plus(Duration.ofDays(7)))),
                        1,
                        "For Orion's brother")
                .orElseThrow();
        ContactLink old = connections
                .createContactLink(ref, IdempotencyKey.of("old"), new End.Never(), 0, "Old poster")
                .orElseThrow();
        connections
                .revokeContactLink(ref, old.id(), IdempotencyKey.of("revoke"))
                .orElseThrow();
    }

    private void restricted() {
        UserId vex = id(RESTRICTED);
        var ends = Optional.of(Instant.now().plus(Duration.ofDays(6)));
        Stream.of(SanctionCode.GAME_JOIN_BLOCK, SanctionCode.PROFILE_UPDATE_BLOCK)
                .forEach(code -> users.perform(
                                vex,
                                new UserCommand.ApplySanction(code, Optional.empty(), ends, reason("griefing")),
                                Delivery.once())
                        .orElseThrow());
        users.perform(
                        vex,
                        new UserCommand.ApplySanction(
                                SanctionCode.PRIVATE_GAME_CREATE_BLOCK, Optional.empty(), ends, reason("spam")),
                        Delivery.once())
                .orElseThrow();
        users.perform(
                        vex,
                        new UserCommand.RemoveSanction(
                                SanctionCode.PRIVATE_GAME_CREATE_BLOCK, reason("appeal_granted")),
                        Delivery.once())
                .orElseThrow();
    }

    @Override
    public void close() {
        users.close();
        connections.close();
        galaxy.close();
        data.close();
    }
}
