package galaxy.browser;

import galaxy.client.connections.Avatar;
import galaxy.client.connections.ConnectionsClient;
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
import galaxy.kernel.Span;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import java.util.stream.Stream;

/** The players of a {@link Site}, with something to show on every page. */
final class ExamplePlayers {
    /** Labels of the links of Nova, by their states. */
    static final String LIVE = "Space con";

    static final String USED_UP = "For Orion's brother";
    static final String REVOKED = "Old poster";
    static final String EXPIRED = "Race of last night";

    private static final String LYRA = "lyra@example.com";
    private static final String LONG = "long@example.com";
    private static final Actor OPERATOR = Actor.of("admin", "ops-7");
    private static final Source BILLING = Source.of("billing");

    private final UsersClient users;
    private final ConnectionsClient connections;

    ExamplePlayers(UsersClient users, ConnectionsClient connections) {
        this.users = users;
        this.connections = connections;
    }

    /** Makes them. */
    void fill() {
        person(Site.ORION, "orion", "Orion", "ace", "Explorer of the outer belt.");
        person(LYRA, "lyra", "Lyra of the Harp", "octopus", "");
        person("ahmad@example.com", "ahmad", "أحمد", "veteran", "أحب النجوم.");
        person(
                LONG,
                "the-longest-username-that-may-be",
                "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
                "diver",
                "A bio of many words, and of one thatisnotbrokenanywherebecauseitwaswrittenwithoutasinglespaceinit, "
                        + "to find out where the line ends, and how a card looks whose text goes on and on over several"
                        + " lines, until all that was to be said is said.");
        person(
                Site.NOVA,
                "nova",
                "Nova of Vega",
                "fox",
                "Flies since 2019. Looks for a crew of four.\nNo spoilers, please.");
        account();
        contacts();
        restricted();
    }

    private void person(String email, String username, String name, String avatar, String bio) {
        UserRef user = user(email);
        connections.setUsername(user, Username.of(username)).orElseThrow();
        connections
                .setPublicProfile(user, new ProfileDetails(name, Optional.of(new Avatar("pilots", avatar)), bio))
                .orElseThrow();
    }

    private void account() {
        UserId nova = id(Site.NOVA);
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
    }

    private void contacts() {
        UserRef nova = user(Site.NOVA);
        Stream.of(Site.ORION, LYRA, "ahmad@example.com", LONG)
                .forEach(each -> connections.addContact(nova, user(each)).orElseThrow());
        link(EXPIRED, new End.After(new Span(Period.ZERO, Duration.ofSeconds(1))), 0);
        use(link(LIVE, new End.Never(), 10), Site.ORION);
        use(link(USED_UP, new End.After(new Span(Period.ofDays(7), Duration.ZERO)), 1), LYRA);
        connections
                .revokeContactLink(nova, link(REVOKED, new End.Never(), 0).id(), IdempotencyKey.of("revoke"))
                .orElseThrow();
    }

    private ContactLink link(String label, End end, int uses) {
        return connections
                .createContactLink(user(Site.NOVA), IdempotencyKey.of(label), end, uses, label)
                .orElseThrow();
    }

    private void use(ContactLink link, String email) {
        connections
                .consumeContactLink(link.token(), user(email), IdempotencyKey.of("use"))
                .orElseThrow();
    }

    /** The link of Nova with a label. */
    ContactLink linkOfNova(String label) {
        return connections
                .contactLinks(user(Site.NOVA))
                .filter(link -> link.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** A player reads a language from now on. */
    void speak(String email, String language) {
        users.changeSettings(id(email), Optional.of(language), Optional.of("Europe/Berlin"))
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

    private void restricted() {
        UserId vex = id(Site.RESTRICTED);
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
}
