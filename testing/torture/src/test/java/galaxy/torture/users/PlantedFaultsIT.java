package galaxy.torture.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.RedisNode;
import galaxy.testkit.StoreImage;
import galaxy.testkit.StoreImage.StreamEntry;
import galaxy.torture.StoreImages;
import galaxy.torture.stage.Services;
import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Leftovers;
import galaxy.torture.workload.Names;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Promise.Recorded;
import galaxy.torture.workload.RequestedEvents;
import galaxy.torture.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After a run in which nothing went wrong, something is broken in what is in the store; each time that must be noticed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedFaultsIT {
    private static final long SEED = 4711;

    private final Journal journal = Journal.open(Optional.empty());
    private final Findings active = new Findings(Recorded.ALL);
    private Optional<Stage> stage = Optional.empty();
    private Optional<UsersWorkload> workload = Optional.empty();
    private StoreImage sound = new StoreImage(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    @BeforeAll
    void run(@TempDir Path folder) throws Exception {
        stage = Optional.of(Stage.open(StageKind.STANDALONE, folder, Services.one(List.of("log.level=warn")), false));
        assertThat(stage.get().fleet().awaitReady(Duration.ofSeconds(60))).isTrue();
        workload = Optional.of(workloadFor(Recorded.ALL));
        try (Load load = new Load(workload.get(), 4, SEED)) {
            load.goOnFor(Duration.ofSeconds(6));
            Awaitility.await("there is a history of every kind")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> {
                        var keys = stage.orElseThrow().read().lists().keySet();
                        return Stream.of("}:periods:", "}:sanctions:", "}:limits:")
                                .allMatch(kind -> keys.stream().anyMatch(key -> key.contains(kind)));
                    });
        }
        workload.get().checkResponses(active);
        assertThat(active.violations()).isEmpty();
        Awaitility.await("all is quiet").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            sound = stage.orElseThrow().read();
            assertThat(violations(workload.get(), sound)).isEmpty();
        });
    }

    @AfterAll
    void end() {
        stage.ifPresent(Stage::close);
        journal.close();
    }

    /** Without ends within seconds: then there is nothing to wait for. */
    private UsersWorkload workloadFor(Recorded recorded) {
        return new UsersWorkload(new Workload.Context(
                stage.orElseThrow().fleet().galaxies(), journal, active, new Promise(recorded, false), SEED));
    }

    record Fault(String rule, String what, Consumer<StoreImage> plant) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault(
                        EventLog.ONCE,
                        "a doubled event",
                        image -> events(image).add(events(image).getLast())),
                new Fault(
                        EventLog.COMPLETE,
                        "a lost event",
                        image -> events(image).removeLast()),
                new Fault(
                        "there is one event for each acknowledged change, and no other",
                        "an event lost of a user of one client",
                        image -> events(image).remove(ownEvent(image))),
                new Fault(
                        "the id of an event ends in its place among those of its change",
                        "two events in wrong order",
                        image -> {
                            int at = ownEvent(image);
                            events(image).add(at + 1, events(image).remove(at));
                        }),
                new Fault(
                        EventLog.PRIVATE,
                        "an address in an event",
                        image -> events(image).getLast().fields().put("subject-name", "own-1@torture.example")),
                new Fault(RequestedEvents.REQUESTED, "an event of a request that was refused", image -> {
                    Map<String, String> event = sharedEvent(image).fields();
                    event.put("data", event.getOrDefault("data", "").replaceAll("(t-\\w+-\\d+-)\\d+", "$1999999"));
                }),
                new Fault(AccountRules.INDEXED, "a missing entry of an index", image -> {
                    any(image.sortedSets(), "}:index:").clear();
                }),
                new Fault(AccountRules.INDEXED, "an entry too many", image -> {
                    any(image.sortedSets(), "}:index:all").put("1795238362511|usr_40htgq93jcde9yhf9cc6s475xa", 0.0);
                }),
                new Fault(
                        "markers are those of the account",
                        "markers that no account has",
                        image -> change(
                                image,
                                own(image),
                                json -> json.replaceAll("\"markers\":\"[^\"]+\"", "\"markers\":\"can_join_game\""))),
                new Fault(
                        Leftovers.RULE,
                        "a user overdue",
                        image -> any(image.sortedSets(), "}:due").replaceAll((id, at) -> 1.0)),
                new Fault(
                        Leftovers.RULE,
                        "a claim to be settled",
                        image -> image.sortedSets().put("users:{all}:claims", Map.of("nova", 1.0))),
                new Fault(
                        Leftovers.RULE,
                        "an event left in an outbox",
                        image -> image.streams().put("users:{all}:outbox", List.of(new StreamEntry("1-0", Map.of())))),
                new Fault(
                        "an acknowledged user exists",
                        "a lost user",
                        image -> image.strings().remove(own(image))),
                new Fault(
                        "an account is what the acknowledged commands lead to",
                        "a lost change",
                        image -> change(
                                image,
                                own(image),
                                json -> json.replaceAll("\"zone\":\"[^\"]+\"", "\"zone\":\"Asia/Hanoi\""))),
                new Fault(
                        "no user is left half created",
                        "a user without a name in force",
                        image -> change(image, own(image), json -> json.replace("\"held\"", "\"hold\""))),
                new Fault(
                        Names.SETTLED,
                        "a pending name",
                        image -> change(image, own(image), json -> json.replace("{\"id\"", "{\"pending\":{},\"id\""))),
                new Fault(
                        Names.BACKED, "a lost claim", image -> image.strings().remove(key(image.strings(), "}:name:"))),
                new Fault(
                        Names.BACKED,
                        "a claim of another user",
                        image -> change(
                                image,
                                key(image.strings(), "}:name:"),
                                claim -> "usr_40htgq93jcde9yhf9cc6s475xa" + claim.substring(30))),
                new Fault(
                        "one id per e-mail",
                        "an address with another id",
                        image -> change(
                                image,
                                key(image.strings(), ":subject:own-"),
                                json -> json.replaceAll("usr_\\w{3}", "usr_zzz"))),
                new Fault(
                        "a block is the same in the address and in the account",
                        "half a block",
                        image -> change(image, blocked(image), json -> json.replaceAll(",\"block\".*", "}"))),
                new Fault("a history has every number once", "a record twice in a history", image -> {
                    List<String> history = any(image.lists(), "}:sanctions:");
                    history.add(history.getLast());
                }),
                new Fault(
                        "a user's sanctions are counted from 1 in the order in which they were applied",
                        "a sanction with the place of another",
                        image -> any(image.lists(), "}:sanctions:")
                                .replaceAll(entry -> entry.replaceAll("\"ordinal\":\\d+", "\"ordinal\":99"))),
                new Fault(
                        "the entitlement is what its history says",
                        "a lost period",
                        image -> any(image.lists(), "}:periods:").removeLast()),
                new Fault(
                        "a history has what the acknowledged commands put there, once",
                        "another reason in a history",
                        image -> image.lists().forEach((key, entries) -> {
                            if (key.contains("}:limits:")) {
                                entries.replaceAll(json -> json.replaceAll("c\\d_\\d+", "c0_0"));
                            }
                        })));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_that_is_planted_in_the_store_is_named(Fault fault) {
        StoreImage broken = StoreImages.copyOf(sound);
        fault.plant().accept(broken);
        assertThat(violations(workload.orElseThrow(), broken))
                .extracting(Violation::rule)
                .contains(fault.rule());
    }

    @Test
    void a_change_that_is_lost_is_missed_when_it_is_read_back() throws Exception {
        // Another user than the other tests break: of this one no more is expected afterwards.
        String key = sound.strings().entrySet().stream()
                .filter(each ->
                        each.getKey().contains(":account:") && each.getValue().contains("\"own-"))
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        RedisNode redis = stage.orElseThrow().nodes().getFirst();
        String record = redis.call("GET", key);
        redis.call("SET", key, record.replaceAll("\"zone\":\"[^\"]+\"", "\"zone\":\"Asia/Hanoi\""));
        workload.orElseThrow().checkResponses(active);
        redis.call("SET", key, record);
        assertThat(active.violations()).extracting(Violation::rule).contains("a read shows what was acknowledged");
    }

    private static List<Violation> violations(UsersWorkload workload, StoreImage image) {
        Findings findings = new Findings(Recorded.ALL);
        workload.checkStore(image, findings);
        return findings.violations();
    }

    private static List<StreamEntry> events(StoreImage image) {
        return image.streams().get("galaxy:events");
    }

    /** The first of two events that follow each other and are about one user of a single client. */
    private static int ownEvent(StoreImage image) {
        String id = own(image).replaceAll(".*:", "");
        List<StreamEntry> events = events(image);
        for (int i = 0; i < events.size() - 1; i++) {
            if (id.equals(events.get(i).fields().get("subject"))
                    && id.equals(events.get(i + 1).fields().get("subject"))) {
                return i;
            }
        }
        throw new IllegalStateException("no two events of one user follow each other");
    }

    private static StreamEntry sharedEvent(StoreImage image) {
        String id = key(image.strings(), ":account:", "shared-").replaceAll(".*:", "");
        return events(image).stream()
                .filter(event -> id.equals(event.fields().get("subject")))
                .findFirst()
                .orElseThrow();
    }

    private static String own(StoreImage image) {
        return key(image.strings(), ":account:", "\"own-");
    }

    private static String blocked(StoreImage image) {
        return key(image.strings(), ":subject:", "\"id\":\"usr_", "\"block\"");
    }

    private static String key(Map<String, String> all, String part, String... values) {
        return all.entrySet().stream()
                .filter(each ->
                        each.getKey().contains(part) && Stream.of(values).allMatch(each.getValue()::contains))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    private static <T> T any(Map<String, T> all, String part) {
        return all.entrySet().stream()
                .filter(each -> each.getKey().contains(part))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static void change(StoreImage image, String key, UnaryOperator<String> change) {
        image.strings().computeIfPresent(key, (same, value) -> {
            String next = change.apply(value);
            assertThat(next).isNotEqualTo(value);
            return next;
        });
    }
}
