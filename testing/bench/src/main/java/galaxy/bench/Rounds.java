package galaxy.bench;

import galaxy.bench.Load.Generator;
import galaxy.bench.Load.Speed;
import galaxy.bench.Load.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Loads measured in turns, at several numbers of connections. */
final class Rounds {
    @Option(
            names = "--connections",
            split = ",",
            paramLabel = "N",
            description = "Numbers of connections. Default: ${DEFAULT-VALUE}")
    private int[] connections;

    @Option(names = "--seconds", description = "Length of one round. Default: ${DEFAULT-VALUE}")
    private int seconds = 4;

    @Option(names = "--rounds", description = "Rounds of each load; medians are shown. Default: ${DEFAULT-VALUE}")
    private int rounds = 5;

    @Option(names = "--warm-up", description = "Seconds of warming up for each load. Default: ${DEFAULT-VALUE}")
    private int warmUp = 10;

    @Option(
            names = "--jvm",
            paramLabel = "FLAG",
            description =
                    "A flag for the JVM of the service and that of a bare route, after those that ./galaxy serve gives:"
                            + " the serial collector, -Xmx96m and the other bounds of its memory.")
    private List<String> flags = List.of();

    Rounds() {
        this(1, 8, 64);
    }

    /** @param connections numbers of them by default */
    Rounds(int... connections) {
        this.connections = connections.clone();
    }

    String[] jvmFlags() {
        return flags.toArray(String[]::new);
    }

    /**
     * A load that is measured.
     *
     * @param processes ids of processes by their names; processor time is shown for each
     */
    record Row(String name, Generator load, Map<String, Long> processes) {}

    private record Turn(Speed speed, Map<String, Double> processorMicros) {}

    /**
     * Measures loads of this JVM.
     *
     * @param loads by their names; the others are compared with the first
     */
    void measure(Map<String, Callable<? extends Work>> loads) throws Exception {
        List<Row> rows = new ArrayList<>();
        loads.forEach((name, opening) -> rows.add(new Row(name, Load.by(opening), Map.of())));
        measure(rows);
    }

    /**
     * Measures.
     *
     * @param rows the others are compared with the first
     */
    void measure(List<Row> rows) throws Exception {
        List<String> processes = rows.stream()
                .flatMap(row -> row.processes().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        Report report = new Report(row(
                List.of("load", "connections", "rate", "median", "99 %"),
                processes.stream().map(name -> "processor time of " + name),
                "of the first"));
        report.note(generators(rows));
        int most = Arrays.stream(connections).max().orElseThrow();
        for (Row row : rows) {
            Report.progress("warming up: %s".formatted(row.name()));
            row.load().run(most, Duration.ofSeconds(warmUp));
        }
        for (int many : connections) {
            Map<Row, List<Turn>> turns = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (Row row : rows) {
                    turns.computeIfAbsent(row, first -> new ArrayList<>()).add(turn(row, many));
                }
            }
            report(report, many, turns, processes);
        }
        report.print();
    }

    /** Which program makes which of the loads. */
    private static String generators(List<Row> rows) {
        Map<String, List<String>> names = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.load().program(),
                        LinkedHashMap::new,
                        Collectors.mapping(Row::name, Collectors.toList())));
        return "Load by "
                + (names.size() == 1
                        ? names.keySet().iterator().next()
                        : names.entrySet().stream()
                                .map(each -> each.getKey() + " (" + String.join(", ", each.getValue()) + ")")
                                .collect(Collectors.joining("; ")))
                + ".";
    }

    private Turn turn(Row row, int many) throws Exception {
        Map<String, Double> before = processorSeconds(row);
        Speed speed = row.load().run(many, Duration.ofSeconds(seconds));
        Map<String, Double> micros = processorSeconds(row);
        micros.replaceAll((name, after) -> (after - before.getOrDefault(name, after)) * 1e6 / speed.requests());
        return new Turn(speed, micros);
    }

    private static Map<String, Double> processorSeconds(Row row) {
        return row.processes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> Lab.processorSeconds(each.getValue())));
    }

    private static void report(Report report, int many, Map<Row, List<Turn>> turns, List<String> processes) {
        List<Turn> first = turns.values().iterator().next();
        turns.forEach((row, rounds) -> {
            Speed median = Speed.median(rounds.stream().map(Turn::speed).toList());
            double[] ratios = new double[rounds.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] =
                        rounds.get(i).speed().perSecond() / first.get(i).speed().perSecond();
            }
            report.row(row(
                    List.of(
                            row.name(),
                            Integer.toString(many),
                            Report.perSecond(median.perSecond()),
                            Report.millis(median.medianMillis()),
                            Report.millis(median.worstOfHundredMillis())),
                    processes.stream().map(name -> micros(name, row, rounds)),
                    Report.ratio(Report.median(ratios))));
        });
    }

    private static String[] row(List<String> start, Stream<String> processes, String end) {
        return Stream.of(start.stream(), processes, Stream.of(end))
                .flatMap(cells -> cells)
                .toArray(String[]::new);
    }

    /** Processor time of each request. */
    private static String micros(String process, Row row, List<Turn> turns) {
        return row.processes().containsKey(process)
                ? String.format(
                        Locale.ROOT,
                        "%.0f µs",
                        Report.median(turns.stream()
                                .mapToDouble(turn -> turn.processorMicros().getOrDefault(process, 0.0))
                                .toArray()))
                : "";
    }
}
