package galaxy.bench;

import galaxy.bench.Load.Speed;
import galaxy.bench.Load.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** Loads measured in turns, at several numbers of connections. */
final class Rounds {
    @Option(
            names = "--connections",
            split = ",",
            paramLabel = "N",
            description = "Numbers of connections. Default: 1,8,64")
    private List<Integer> connections = List.of(1, 8, 64);

    @Option(names = "--seconds", description = "Length of one round. Default: ${DEFAULT-VALUE}")
    private int seconds = 4;

    @Option(names = "--rounds", description = "Rounds of each load; medians are shown. Default: ${DEFAULT-VALUE}")
    private int rounds = 5;

    @Option(names = "--warm-up", description = "Seconds of warming up for each load. Default: ${DEFAULT-VALUE}")
    private int warmUp = 10;

    @Option(names = "--jvm", paramLabel = "FLAG", description = "A flag for the JVM of the service, to profile it.")
    private List<String> flags = List.of();

    String[] jvmFlags() {
        return flags.toArray(String[]::new);
    }

    /**
     * Measures.
     *
     * @param loads by their names; the others are compared with the first
     */
    void measure(Map<String, Callable<? extends Work>> loads) throws Exception {
        Report report = new Report("load", "connections", "rate", "median", "99 %", "of the first");
        int most = connections.stream().mapToInt(Integer::intValue).max().orElseThrow();
        for (var load : loads.entrySet()) {
            Report.progress("warming up: %s".formatted(load.getKey()));
            Load.run(most, Duration.ofSeconds(warmUp), load.getValue());
        }
        for (int many : connections) {
            Map<String, List<Speed>> speeds = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (var load : loads.entrySet()) {
                    Speed speed = Load.run(many, Duration.ofSeconds(seconds), load.getValue());
                    speeds.computeIfAbsent(load.getKey(), name -> new ArrayList<>())
                            .add(speed);
                }
            }
            report(report, many, speeds);
        }
        report.print();
    }

    private static void report(Report report, int many, Map<String, List<Speed>> speeds) {
        List<Speed> first = speeds.values().iterator().next();
        speeds.forEach((name, rounds) -> {
            Speed median = Speed.median(rounds);
            double[] ratios = new double[rounds.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = rounds.get(i).perSecond() / first.get(i).perSecond();
            }
            report.row(
                    name,
                    Integer.toString(many),
                    Report.perSecond(median.perSecond()),
                    Report.millis(median.medianMillis()),
                    Report.millis(median.worstOfHundredMillis()),
                    Report.ratio(Report.median(ratios)));
        });
    }
}
