package galaxy.torture.auth;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.RunSeed;
import galaxy.testkit.StoreImage;
import galaxy.torture.StoreImages;
import galaxy.torture.stage.Fleet;
import galaxy.torture.stage.Instance;
import galaxy.torture.stage.Services;
import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import galaxy.torture.users.Response;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Load;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Observed.Attempt;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Promise.Recorded;
import galaxy.torture.workload.Reply;
import galaxy.torture.workload.Reply.Result;
import galaxy.torture.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The workload on the packaged jar, and then on what it left, with faults planted into it. */
final class AuthWorkloadIT {
    private static final int CLIENTS = 8;
    private static final int WRITES = Integer.getInteger("galaxy.commands", 1500);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void nothing_is_lost_or_doubled_by_a_kill_and_each_planted_fault_is_named() throws Exception {
        long seed = RunSeed.draw();
        Findings findings = new Findings(Recorded.ALL);
        try (var stage = Stage.open(StageKind.STANDALONE, folder, Services.one(List.of("log.level=warn")), false);
                Journal journal = Journal.open(Optional.of(folder.resolve("journal")))) {
            var context = new Workload.Context(stage.fleet().galaxies(), journal, findings, Promise.WHOLE, seed);
            AuthWorkload workload = new AuthWorkload(context);
            assertThat(stage.fleet().awaitReady(TIMEOUT)).isTrue();
            load(workload, journal, stage.fleet(), findings, seed);
            System.out.println(journal.results() + ", acknowledged " + journal.acknowledged());
            stage.fleet().awaitDrained(TIMEOUT, findings);
            workload.checkResponses(findings);
            Instance instance = stage.fleet().instances().getFirst();
            instance.hold();
            instance.kill9();
            StoreImage image = stage.read();
            workload.checkStore(image, findings);
            assertThat(findings.violations()).isEmpty();
            assertThat(findings.checked().keySet())
                    .contains(
                            Mailbox.ONE_SESSION,
                            Mailbox.COMPARED,
                            Mailbox.THERE,
                            StoredSessions.BLOCKED,
                            StoredSessions.ATTEMPTS,
                            StoredSessions.BOUND,
                            StoredSessions.LISTS,
                            StoredSessions.EVENTS,
                            EventLog.ONCE);
            planted(image).forEach((rule, plant) -> {
                StoreImage damaged = StoreImages.copyOf(image);
                plant.accept(damaged);
                Findings found = new Findings(Recorded.ALL);
                workload.checkStore(damaged, found);
                assertThat(found.violations()).extracting(Violation::rule).contains(rule);
            });
        }
    }

    private static void load(AuthWorkload workload, Journal journal, Fleet fleet, Findings findings, long seed)
            throws InterruptedException {
        Load load = new Load(List.of(workload), 0, CLIENTS, seed, findings);
        awaitAcknowledged(journal, WRITES / 2);
        fleet.instances().getFirst().kill9();
        awaitAcknowledged(journal, WRITES);
        load.stop();
    }

    private static void awaitAcknowledged(Journal journal, long count) {
        Awaitility.await("the load is served").atMost(TIMEOUT).until(() -> journal.acknowledged() >= count);
    }

    private static Map<String, Consumer<StoreImage>> planted(StoreImage image) {
        String session = key(image, "session:dvs_", value -> !value.contains("\"ended\":{"));
        String challenge = key(
                image, "challenge:chl_", value -> value.contains("\"state\":\"bound\"") && hasSession(image, value));
        Map<String, Consumer<StoreImage>> all = new LinkedHashMap<>();
        all.put(
                Mailbox.ONE_SESSION,
                damaged ->
                        damaged.strings().put(session + "0", damaged.strings().getOrDefault(session, "")));
        all.put(StoredSessions.ATTEMPTS, damaged -> change(damaged, challenge, "\"attempts\":", "\"attempts\":1000"));
        all.put(
                StoredSessions.BOUND,
                damaged -> change(damaged, challenge, "\"session\":\"dvs_", "\"session\":\"dvs_0"));
        all.put(StoredSessions.LISTS, damaged -> damaged.strings().remove(session));
        all.put(
                StoredSessions.EVENTS,
                damaged -> damaged.streams()
                        .getOrDefault("galaxy:events", List.of())
                        .removeIf(entry -> entry.fields()
                                        .getOrDefault("source", "")
                                        .equals("/galaxy/auth")
                                && entry.fields().getOrDefault("data", "").contains("\"operation\":\"created\"")));
        String user = image.strings().getOrDefault(session, "").replaceAll("(?s).*\"user\":\"([^\"]*)\".*", "$1");
        String account = key(image, "account:" + user, value -> true);
        all.put(StoredSessions.BLOCKED, damaged -> change(damaged, account, "{\"id\":", "{\"block\":{},\"id\":"));
        return all;
    }

    /** One that was bound just before a kill may have no session yet. */
    private static boolean hasSession(StoreImage image, String challenge) {
        return image.strings().keySet().stream()
                .filter(each -> each.contains(":session:dvs_"))
                .anyMatch(each -> challenge.contains(each.substring(each.lastIndexOf("dvs_"))));
    }

    private static String key(StoreImage image, String kind, Predicate<String> which) {
        return image.strings().entrySet().stream()
                .filter(each -> each.getKey().contains(":" + kind) && which.test(each.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind));
    }

    private static void change(StoreImage image, String key, String from, String to) {
        String before = image.strings().getOrDefault(key, "");
        assertThat(before).contains(from);
        image.strings().put(key, before.replace(from, to));
    }

    private static Observed<Response> observed(Result result, String code, String body) {
        var response = new Response(result == Result.DONE ? 200 : 403, JSON.readTree(body));
        var reply = new Reply<>(result, code, body, Optional.of(response));
        return new Observed<>("r-1", "POST", List.of(new Attempt<>(0, 1, 0, 1, reply)));
    }

    @Test
    void responses_that_contradict_each_other_are_named() {
        Findings findings = new Findings(Recorded.ALL);
        var mailbox = new Mailbox("a@torture.example", "chl_1", "12345678");
        String wrong =
                "{\"error\":{\"code\":\"invalid_code\",\"details\":[{\"field\":\"attempts_left\",\"reason\":\"4\"}]}}";
        mailbox.confirmed(observed(Result.REFUSED, "invalid_code", wrong), findings);
        String signedIn = "{\"device_session_id\":\"dvs_1\",\"user_id\":\"usr_1\"}";
        mailbox.confirmed(observed(Result.DONE, "", signedIn), findings);
        mailbox.check("usr_1", JSON.readTree("{\"user_id\":\"usr_1\",\"status\":\"active\"}"), findings);
        assertThat(findings.violations()).isEmpty();
        mailbox.confirmed(observed(Result.REFUSED, "invalid_code", wrong), findings);
        mailbox.confirmed(observed(Result.DONE, "", signedIn.replace("dvs_1", "dvs_2")), findings);
        mailbox.ended();
        mailbox.check("usr_1", JSON.readTree("{\"user_id\":\"usr_1\",\"status\":\"active\"}"), findings);
        assertThat(findings.violations())
                .extracting(Violation::rule)
                .containsExactly(Mailbox.COMPARED, Mailbox.ONE_SESSION, Mailbox.THERE);
    }
}
