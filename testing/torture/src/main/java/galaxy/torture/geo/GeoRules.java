package galaxy.torture.geo;

import galaxy.models.geoprofile.Version;
import galaxy.models.geoprofile.Version.State;
import galaxy.testkit.PublishedEvent;
import galaxy.testkit.RecordSet;
import galaxy.testkit.RecordSet.Row;
import galaxy.testkit.StoreImage;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Leftovers;
import galaxy.torture.workload.Promise;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What geoprofile has in the store, compared with itself, with its events, and with what users have. */
final class GeoRules {
    static final String KINDS = "every key of geo is of a documented kind";
    static final String NUMBERS = "a user has every version once, by its number";
    static final String ONE = "a user has at most one version that is proposed, syncing and effective";
    static final String LISTED = "versions that wait are listed, and no others";
    static final String LIFE = "the events of a version are one way to its state";
    static final String AGREE = "users have the effective country in the store";
    static final String ORDER = "no older version is written over a newer one at users";
    static final String TIME = "a version is effective when users have its country, and not before";

    private static final Set<String> KNOWN =
            Set.of(("profile versions observations response reviews reviews-indexed due"
                            + " outbox outbox-number event-position layout catalogue")
                    .split(" "));
    private static final Pattern REQUEST = Pattern.compile("geo\\.(usr_[0-9a-z]+)\\.([0-9]+)\\.(r?)[0-9]+");

    private final Findings findings;
    private final RecordSet records;
    private final EventLog events;
    private final List<PublishedEvent> changes;
    private final Map<String, Row> accounts;
    private final Map<String, Row> profiles;
    private final Map<String, Map<Integer, State>> states = new TreeMap<>();

    GeoRules(StoreImage image, Findings findings) {
        this.findings = findings;
        this.records = new RecordSet(image, "geo");
        this.events = new EventLog(image, "geoprofile");
        this.changes = new EventLog(image, "users")
                .events().stream()
                        .filter(event -> event.type().equals("user.declared_country.changed"))
                        .toList();
        this.accounts = new RecordSet(image, "users").rows("account");
        this.profiles = records.rows("profile");
    }

    /**
     * Checks everything.
     *
     * @param own users whose country no one else has changed
     * @param now when the service still ran, in milliseconds
     */
    void check(List<String> own, Promise promise, long now) {
        findings.check(KINDS, KNOWN.containsAll(records.kinds()), records.kinds());
        Leftovers.check(records, promise.oneClock() ? List.of("due") : List.of(), now, findings);
        profiles.forEach(this::versions);
        reviews();
        events.check(PublishedEvent::subject, findings);
        if (events.isComplete()) {
            lives();
        }
        profiles.keySet().forEach(user -> agree(user));
        order(Set.copyOf(own), promise.oneClock());
    }

    private void versions(String user, Row profile) {
        Map<Integer, State> byNumber = new TreeMap<>();
        int count = 0;
        for (JsonNode each : all(user, profile).toList()) {
            Version version = GeoJson.version(each);
            byNumber.put(version.number(), version.state());
            count++;
        }
        List<Long> expected =
                LongStream.range(1, profile.number("next")).boxed().toList();
        boolean isOnce = count == byNumber.size()
                && byNumber.keySet().stream().map(Integer::longValue).toList().equals(expected);
        findings.check(NUMBERS, isOnce, user, byNumber, "next", profile.number("next"));
        boolean isOne = Stream.of(State.PROPOSED, State.SYNCING, State.EFFECTIVE)
                .allMatch(state ->
                        byNumber.values().stream().filter(state::equals).count() <= 1);
        findings.check(ONE, isOne, user, byNumber);
        states.put(user, byNumber);
    }

    private Stream<JsonNode> all(String user, Row profile) {
        Stream<JsonNode> present = Stream.of("proposed", "syncing", "effective")
                .map(profile.json()::path)
                .filter(JsonNode::isObject);
        Stream<JsonNode> past = records.keys("versions").stream()
                .filter(key -> key.id().equals(user))
                .flatMap(key -> records.list(key).stream());
        return Stream.concat(present, past);
    }

    private void reviews() {
        Set<String> expected = new HashSet<>();
        profiles.forEach((user, profile) -> {
            for (String state : List.of("proposed", "syncing")) {
                JsonNode version = profile.json().path(state);
                if (version.isObject()) {
                    expected.add("%s %013d|%s|%d"
                            .formatted(
                                    state,
                                    version.at("/proposal/at").asLong(),
                                    user,
                                    version.path("number").asInt()));
                }
            }
        });
        Set<String> listed = new HashSet<>();
        records.keys("reviews")
                .forEach(key -> records.members(key).keySet().forEach(member -> listed.add(key.id() + " " + member)));
        Findings.same(findings::check, LISTED, expected, listed);
    }

    /** Each version passed the states that lead to the one in which it is. */
    private void lives() {
        Map<String, String> lives = events.operations(event -> event.subject() + " "
                + event.data().at("/country_version/number").asInt());
        states.forEach((user, versions) -> versions.forEach((number, state) -> {
            String life = lives.getOrDefault(user + " " + number, "");
            findings.checkAcross(LIFE, life.equals(life(state)), user, number, state, life);
        }));
    }

    private static String life(State state) {
        return switch (state) {
            case PROPOSED -> "proposed ";
            case REJECTED -> "proposed rejected ";
            case WITHDRAWN -> "proposed withdrawn ";
            case SYNCING -> "proposed approved ";
            case FAILED -> "proposed approved failed ";
            case EFFECTIVE -> "proposed approved effective ";
            case SUPERSEDED -> "proposed approved effective superseded ";
        };
    }

    private void agree(String user) {
        JsonNode effective = requireProfile(user).json().path("effective");
        if (effective.isObject() && accounts.containsKey(user)) {
            String country = accounts.get(user).text("country");
            findings.checkAcross(
                    AGREE,
                    country.equals(effective.path("country").asString("")),
                    user,
                    "users have",
                    country,
                    "but",
                    effective);
        }
    }

    private Row requireProfile(String user) {
        Row profile = profiles.get(user);
        if (profile == null) {
            throw new IllegalStateException("no profile of " + user);
        }
        return profile;
    }

    /** Users published the changes in the order in which they wrote them. */
    private void order(Set<String> own, boolean isOneClock) {
        Map<String, Integer> newest = new HashMap<>();
        Map<String, Long> written = new HashMap<>();
        for (PublishedEvent event : changes) {
            Matcher request = REQUEST.matcher(event.request());
            if (!request.matches() || !request.group(1).equals(event.subject())) {
                continue;
            }
            int number = Integer.parseInt(request.group(2));
            int before = newest.getOrDefault(event.subject(), 0);
            findings.checkAcross(ORDER, number >= before, event, "after version", before);
            newest.put(event.subject(), Math.max(number, before));
            if (request.group(3).isEmpty()) {
                written.putIfAbsent(
                        event.subject() + number, millis(event.fields().getOrDefault("time", "")));
            }
        }
        if (isOneClock) {
            own.stream().filter(profiles::containsKey).forEach(user -> time(user, written));
        }
    }

    /** Where the version changed what users have, that was before it became effective. */
    private void time(String user, Map<String, Long> written) {
        all(user, requireProfile(user))
                .filter(version -> version.has("effective"))
                .forEach(version -> {
                    Long at = written.get(user + version.path("number").asInt());
                    if (at != null) {
                        findings.checkAcross(
                                TIME, at <= version.path("effective").asLong(), user, version, "but users at", at);
                    }
                });
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
