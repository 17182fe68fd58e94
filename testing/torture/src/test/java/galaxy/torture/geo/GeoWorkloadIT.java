package galaxy.torture.geo;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.FaultProxy;
import galaxy.testkit.RunSeed;
import galaxy.testkit.StoreImage;
import galaxy.testkit.StoreImage.StreamEntry;
import galaxy.torture.StoreImages;
import galaxy.torture.stage.Fleet;
import galaxy.torture.stage.Services;
import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Leftovers;
import galaxy.torture.workload.Load;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Promise.Recorded;
import galaxy.torture.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workload on the packaged program, and then on what it left, with faults planted into it. */
final class GeoWorkloadIT {
    private static final int CLIENTS = 6;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofSeconds(3);

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void countries_agree_after_kills_and_lost_responses_and_each_planted_fault_is_named() throws Exception {
        long seed = RunSeed.draw();
        Findings findings = new Findings(Recorded.ALL);
        try (Stage stage = Stage.open(
                        StageKind.STANDALONE,
                        folder,
                        new Services(2, List.of("log.level=warn"), Optional.empty()),
                        false);
                Journal journal = Journal.open(Optional.of(folder.resolve("journal")))) {
            assertThat(stage.fleet().awaitReady(TIMEOUT)).isTrue();
            var workload = new GeoWorkload(
                    new Workload.Context(stage.fleet().galaxies(), journal, findings, Promise.WHOLE, seed));
            load(workload, stage.fleet(), findings, seed);
            workload.checkResponses(findings);
            stage.fleet().awaitDrained(TIMEOUT, findings);
            stage.fleet().stop(findings);
            StoreImage image = stage.read();
            workload.checkStore(image, findings);
            System.out.println(journal.acknowledged() + " acknowledged, " + journal.results());
            findings.checked().forEach((rule, times) -> System.out.println(times + " times: " + rule));
            assertThat(findings.violations()).isEmpty();
            assertThat(findings.checked().keySet())
                    .contains(OwnCountry.EXPLAINED, OwnCountry.SHOWN, OwnCountry.LATE, GeoWorkload.AGREE);
            planted(image).forEach((rule, plant) -> plantedIsNamed(workload, image, rule, plant));
        }
    }

    private static void load(GeoWorkload workload, Fleet fleet, Findings findings, long seed)
            throws InterruptedException {
        Load load = new Load(List.of(workload), 0, CLIENTS, seed, findings);
        Thread.sleep(STEP);
        fleet.instances().getFirst().kill9();
        Thread.sleep(STEP);
        for (FaultProxy proxy : fleet.serviceProxies()) {
            proxy.loseReplies(3, FaultProxy.AfterLoss.CUT);
        }
        Thread.sleep(STEP);
        fleet.serviceProxies().getFirst().hold();
        Thread.sleep(STEP);
        fleet.serviceProxies().forEach(FaultProxy::pass);
        assertThat(fleet.awaitReady(TIMEOUT)).isTrue();
        Thread.sleep(STEP);
        load.stop();
    }

    private static void plantedIsNamed(
            GeoWorkload workload, StoreImage image, String rule, Consumer<StoreImage> plant) {
        StoreImage damaged = StoreImages.copyOf(image);
        plant.accept(damaged);
        Findings findings = new Findings(Recorded.ALL);
        workload.checkStore(damaged, findings);
        assertThat(findings.violations()).extracting(Violation::rule).contains(rule);
    }

    private static Map<String, Consumer<StoreImage>> planted(StoreImage image) {
        String effective = profile(image, "\"effective\":{");
        String account = effective.replace("geo:", "users:").replace(":profile:", ":account:");
        Map<String, Consumer<StoreImage>> all = new LinkedHashMap<>();
        all.put(GeoRules.KINDS, damaged -> damaged.strings().put("geo:{0}:other", "x"));
        all.put(GeoRules.NUMBERS, damaged -> damaged.lists().keySet().removeIf(key -> key.contains(":versions:")));
        all.put(GeoRules.ONE, GeoWorkloadIT::makeEffectiveTwice);
        all.put(
                GeoRules.LISTED,
                damaged -> damaged.sortedSets().put("geo:{0}:reviews:syncing", Map.of("1|usr_1|1", 0.0)));
        all.put(GeoRules.LIFE, damaged -> events(damaged).removeIf(is("\"operation\":\"approved\"")));
        all.put(GeoRules.AGREE, damaged -> change(damaged, account, "\"country\":\"[A-Z]+\"", "\"country\":\"SE\""));
        all.put(GeoRules.ORDER, damaged -> Collections.reverse(events(damaged)));
        all.put(
                GeoRules.TIME,
                damaged -> damaged.strings()
                        .replaceAll((key, value) -> key.contains(":profile:")
                                ? value.replaceAll("\"effective\":[0-9]+", "\"effective\":1")
                                : value));
        all.put(Leftovers.RULE, damaged -> damaged.sortedSets().put("geo:{0}:due", Map.of("usr_1", 1.0)));
        all.put(EventLog.ONCE, damaged -> events(damaged).addAll(List.copyOf(events(damaged))));
        return all;
    }

    private static String profile(StoreImage image, String having) {
        return image.strings().entrySet().stream()
                .filter(each -> each.getKey().matches("geo:\\{[^}]+}:profile:.*"))
                .filter(each -> each.getValue().contains(having))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no profile has " + having));
    }

    private static void makeEffectiveTwice(StoreImage damaged) {
        damaged.lists()
                .replaceAll((key, value) -> key.contains(":versions:")
                        ? value.stream()
                                .map(each -> each.replaceAll("\"state\":\"[a-z]+\"", "\"state\":\"effective\""))
                                .toList()
                        : value);
    }

    private static void change(StoreImage damaged, String key, String from, String to) {
        damaged.strings().computeIfPresent(key, (any, value) -> value.replaceFirst(from, to));
    }

    private static List<StreamEntry> events(StoreImage damaged) {
        return damaged.streams().computeIfAbsent("galaxy:events", any -> new ArrayList<>());
    }

    private static Predicate<StreamEntry> is(String text) {
        return entry -> entry.fields().getOrDefault("data", "").contains(text);
    }
}
