package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.client.ClientSettings;
import galaxy.client.auth.AuthClient;
import galaxy.client.auth.ChallengeId;
import galaxy.client.auth.CodeRequest;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.Confirmation;
import galaxy.client.auth.Credential;
import galaxy.client.auth.PlayerAddress;
import galaxy.client.auth.SendResult;
import galaxy.client.connections.Avatar;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.ContactLink;
import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.client.users.Reason;
import galaxy.contracts.EventType;
import galaxy.kernel.Actor;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Sha256;
import galaxy.kernel.UserId;
import galaxy.store.EventStream;
import galaxy.store.StoreAddress;
import galaxy.store.StoreSettings;
import galaxy.testkit.ProcessSettings;
import galaxy.testkit.RedisNode;
import galaxy.testkit.Servers;
import galaxy.testkit.SettableClock;
import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RestClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/reference/events.md} against the events that a running service publishes. */
final class EventsReferenceIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path PAGE = Path.of("../docs/reference/events.md");
    private static final Pattern EXAMPLE = Pattern.compile("```json\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `((?:user|connections|auth|geo)\\.[a-z_.]+)` \\| (.*?) \\|");
    private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");
    private static final String BY = "\"reason_code\":\"reference\",\"actor\":{\"type\":\"admin\",\"id\":\"ops-7\"}";

    /** Fields whose very value is part of the contract. */
    private static final Set<String> FIXED =
            Set.of("specversion", "type", "source", "datacontenttype", "operation", "mutation_source");

    @Test
    void shows_every_event_as_it_is_published() throws IOException {
        String page = Files.readString(PAGE);
        List<JsonNode> examples = new ArrayList<>();
        for (Matcher block = EXAMPLE.matcher(page); block.find(); ) {
            examples.add(JSON.readTree(block.group(1)));
        }
        List<JsonNode> published = publishOneOfEach();
        assertThat(examples.stream().map(EventsReferenceIT::name))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(published.stream()
                        .map(EventsReferenceIT::name)
                        .distinct()
                        .toList())
                .containsExactlyElementsOf(namesInTable(page));
        assertThat(shapes(examples)).isEqualTo(shapes(published));
        assertThat(published.stream()
                        .map(event -> event.get("type").stringValue())
                        .distinct())
                .containsExactlyInAnyOrder(
                        Arrays.stream(EventType.values()).map(EventType::code).toArray(String[]::new));
    }

    private static List<JsonNode> publishOneOfEach() {
        RedisNode redis = Servers.standAlone();
        redis.flush();
        var clock = SettableClock.at(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        try (var knownUsers = new UsersThatRefuse();
                RunningProcess galaxy = start(redis, knownUsers, clock);
                EventStream stream = events(redis)) {
            declareCountries(galaxy, knownUsers);
            UsersCaller users = new UsersCaller(List.of(URI.create(galaxy.address("users"))));
            String pilot = "/users/" + users.ensure("pilot@example.com").text("user_id");
            String paid = "\"source\":\"billing\"," + BY;
            Instant now = clock.instant();
            post(users, pilot + "/profile", "{\"race_name\":\"Nova Pilot\"}");
            post(users, pilot + "/settings", "{\"preferred_language\":\"de\"}");
            post(users, pilot + "/declared-country/sync", "{\"declared_country\":\"DE\"}");
            post(
                    users,
                    pilot + "/entitlements/grant",
                    "{\"plan_code\":\"paid_monthly\",\"ends_at\":\"%s\",%s}"
                            .formatted(now.plus(Duration.ofDays(30)), paid));
            post(
                    users,
                    pilot + "/entitlements/extend",
                    "{\"ends_at\":\"%s\",%s}".formatted(now.plus(Duration.ofDays(60)), paid));
            post(users, pilot + "/entitlements/revoke", "{" + paid + "}");
            post(users, pilot + "/sanctions/apply", "{\"sanction_code\":\"game_join_block\"," + BY + "}");
            post(users, pilot + "/sanctions/remove", "{\"sanction_code\":\"game_join_block\"," + BY + "}");
            post(users, pilot + "/limits/set", "{\"limit_code\":\"max_owned_private_games\",\"value\":5," + BY + "}");
            post(users, pilot + "/limits/remove", "{\"limit_code\":\"max_owned_private_games\"," + BY + "}");
            post(users, pilot + "/block", "{" + BY + "}");
            post(users, "/user-blocks/by-email/remove", "{\"email\":\"pilot@example.com\"," + BY + "}");
            post(
                    users,
                    pilot + "/entitlements/grant",
                    "{\"plan_code\":\"paid_monthly\",\"ends_at\":\"%s\",%s}"
                            .formatted(now.plus(Duration.ofSeconds(1)), paid));
            try (ConnectionsClient client =
                    ConnectionsClient.of(ConnectionsSettings.of(galaxy.address("connections")))) {
                connect(client, now);
            }
            try (AuthClient client = AuthClient.of(ClientSettings.of(URI.create(galaxy.address("auth"))))) {
                signIn(client, clock);
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !named(stream, "expired_repaired").isEmpty()
                            && !named(stream, "contact_link.changed revoked").isEmpty()
                            && !named(stream, "session.changed expired").isEmpty());
            return asPrinted(stream);
        }
    }

    private static RunningProcess start(RedisNode redis, UsersThatRefuse knownUsers, SettableClock clock) {
        Map<String, String> settings = ProcessSettings.with(Map.of(
                "redis.uri", redis.uri(),
                "geoprofile.users.url", knownUsers.url(),
                "auth.session.max", "2",
                "redis.timeout", "5s",
                "log.level", "error"));
        return Galaxy.PROCESS.start(SettingSources.of(settings), Galaxy.PROCESS.names(), clock);
    }

    /** Every change of a version; users refuse the last one. */
    private static void declareCountries(RunningProcess galaxy, UsersThatRefuse knownUsers) {
        String pilot = UserId.of(new byte[UserId.BYTES]).value();
        UsersCaller geoprofile = new UsersCaller(List.of(URI.create(galaxy.address("geoprofile"))));
        String versions = "/users/" + pilot + "/country-versions";
        String proposal = "{\"country\":\"%s\",\"source\":\"observed\"," + BY + "}";
        String decision = "{" + BY + "}";
        post(geoprofile, versions, proposal.formatted("NL"));
        post(geoprofile, versions + "/1/reject", decision);
        post(geoprofile, versions, proposal.formatted("AT"));
        post(geoprofile, versions + "/2/withdraw", decision);
        post(geoprofile, versions, proposal.formatted("DE"));
        post(geoprofile, versions + "/3/approve", decision);
        post(geoprofile, versions, proposal.formatted("FR"));
        post(geoprofile, versions + "/4/approve", decision);
        knownUsers.refuse();
        post(geoprofile, versions, proposal.formatted("IT"));
        post(geoprofile, versions + "/5/approve", decision);
    }

    private static EventStream events(RedisNode redis) {
        StoreSettings standard = StoreSettings.read(new SettingsReader(SettingSources.none(), StoreSettings.ALL));
        return EventStream.connect(StoreAddress.parse(redis.uri()), standard);
    }

    private static void post(UsersCaller users, String path, String body) {
        RestClient.Reply reply = users.post(path, body, path + body.hashCode());
        assertThat(reply.status()).as(path + reply.body()).isEqualTo(200);
    }

    private static void connect(ConnectionsClient client, Instant now) {
        UserRef one = UserRef.of("pilot-1");
        UserRef two = UserRef.of("pilot-2");
        client.setUsername(one, Username.of("nova")).orElseThrow();
        var avatar = Optional.of(new Avatar("pilots", "captain"));
        client.setPublicProfile(one, new ProfileDetails("Nova of Vega", avatar, "Flies at night."))
                .orElseThrow();
        client.addContact(one, two).orElseThrow();
        client.removeContact(one, two).orElseThrow();
        // Who has the owner as a contact gets no other: a contact that a link made would differ in its source alone.
        client.addContact(two, one).orElseThrow();
        Instant end = now.plus(Duration.ofDays(30));
        ContactLink link = client.createContactLink(one, IdempotencyKey.of("r-1"), new End.At(end), 10)
                .orElseThrow();
        client.consumeContactLink(link.token(), two, IdempotencyKey.of("r-2")).orElseThrow();
        client.revokeContactLink(one, link.id(), IdempotencyKey.of("r-3")).orElseThrow();
    }

    /** Three sessions, of which there may be two: the first is displaced, the second revoked, the third expires. */
    private static void signIn(AuthClient client, SettableClock clock) {
        session(client, clock, 1);
        ConfirmResult.SignedIn second = session(client, clock, 2);
        session(client, clock, 3);
        var signedOut = new Reason(
                ReasonCode.of("signed_out"), Actor.of("user", second.userId().value()));
        client.revoke(second.sessionId(), Optional.of(second.userId()), signedOut)
                .orElseThrow();
        clock.advance(Duration.ofDays(31));
    }

    private static ConfirmResult.SignedIn session(AuthClient client, SettableClock clock, int device) {
        clock.advance(Duration.ofHours(1));
        var here = new PlayerAddress(InetAddress.getLoopbackAddress(), Optional.empty());
        var request = new CodeRequest("session@example.com", "en", Optional.empty(), here);
        ChallengeId challenge = ((SendResult.Sent) client.send(request).orElseThrow()).challengeId();
        String code = new Codes(List.of(new CodeKey("k1", new byte[32])), 8)
                .code("k1", challenge.value())
                .orElseThrow();
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of("device-" + device));
        var confirmation = new Confirmation(
                code,
                new Confirmation.Device(new Credential.Cookie(secret), Optional.empty()),
                new Confirmation.Registration("en", "UTC"),
                here);
        return (ConfirmResult.SignedIn) client.confirm(challenge, confirmation).orElseThrow();
    }

    private static List<JsonNode> named(EventStream stream, String operation) {
        return asPrinted(stream).stream()
                .filter(event -> name(event).endsWith(operation))
                .toList();
    }

    /** As {@code events tail --json} prints them. */
    private static List<JsonNode> asPrinted(EventStream stream) {
        var text = new StringWriter();
        EventPrinter printer = new EventPrinter(new PrintWriter(text), true);
        stream.between(EventStream.START, stream.newest()).forEach(printer::print);
        printer.flush();
        return text.toString().lines().map(JSON::readTree).toList();
    }

    private static List<String> namesInTable(String page) {
        List<String> names = new ArrayList<>();
        for (Matcher row = ROW.matcher(page); row.find(); ) {
            CODE.matcher(row.group(2)).results().forEach(code -> names.add(row.group(1) + " " + code.group(1)));
        }
        return names;
    }

    private static String name(JsonNode event) {
        return event.get("type").stringValue() + " "
                + event.at("/data/operation").stringValue();
    }

    private static Set<String> shapes(List<JsonNode> events) {
        return events.stream().map(EventsReferenceIT::shape).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names in their order, kinds of values, and the values that are part of the contract. */
    private static String shape(JsonNode node) {
        if (!node.isObject()) {
            return node.getNodeType().name();
        }
        StringBuilder shape = new StringBuilder("{");
        node.properties()
                .forEach(field -> shape.append(field.getKey())
                        .append(':')
                        .append(FIXED.contains(field.getKey()) ? field.getValue() : shape(field.getValue()))
                        .append(' '));
        return shape.append('}').toString();
    }
}
