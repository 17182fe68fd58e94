package galaxy.bench;

import galaxy.redis.RespConnection;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a user costs in memory. */
@Command(
        name = "memory",
        description = {
            "Bytes of Redis memory for each user, by kind of key.",
            "",
            "The total is used_memory less that of an empty server. Of each kind of key, some are measured with MEMORY"
                    + " USAGE (every element counted) and taken for all of their kind. What the kinds do not explain is"
                    + " the table of keys and what the allocator rounds up."
        },
        mixinStandardHelpOptions = true)
final class MemoryBench implements Callable<Integer> {
    private static final int SAMPLED = 400;

    @Option(names = "--users", description = "Default: ${DEFAULT-VALUE}")
    private int users = 100_000;

    @Option(names = "--population", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Population population = Population.VARIED;

    /** Keys of one kind. */
    private static final class Kind {
        private long keys;
        private long sampled;
        private long sampledBytes;

        double bytes() {
            return sampled == 0 ? 0 : (double) sampledBytes / sampled * keys;
        }
    }

    @Override
    public Integer call() throws Exception {
        Report.progress("creating %,d users".formatted(users));
        try (Lab lab = new Lab(population, users);
                RespConnection redis = lab.redis().connect()) {
            long total = used(redis);
            redis.call("CONFIG", "SET", "appendonly", "no");
            Map<String, Kind> kinds = kinds(redis);
            Report report = new Report("kind of key", "keys", "bytes a key", "bytes a user");
            kinds.forEach((name, kind) -> report.row(
                    "`" + name + "`",
                    number((double) kind.keys),
                    number(kind.bytes() / kind.keys),
                    number(kind.bytes() / users)));
            double explained = kinds.values().stream().mapToDouble(Kind::bytes).sum();
            redis.call("FLUSHALL", "SYNC");
            long empty = used(redis);
            report.row("table of keys, rounding", "", "", number((total - empty - explained) / users));
            report.row("all", "", "", number((total - empty) / (double) users));
            report.print();
        }
        return 0;
    }

    private static Map<String, Kind> kinds(RespConnection redis) throws IOException {
        Map<String, Kind> kinds = new TreeMap<>();
        for (String key : keys(redis)) {
            Kind kind = kinds.computeIfAbsent(kind(key), name -> new Kind());
            kind.keys++;
            // All keys of a kind with a key in each bucket are measured.
            if (kind.sampled < SAMPLED) {
                kind.sampled++;
                kind.sampledBytes += Long.parseLong(redis.call("MEMORY", "USAGE", key, "SAMPLES", "0"));
            }
        }
        return new LinkedHashMap<>(kinds);
    }

    private static List<String> keys(RespConnection redis) throws IOException {
        return Stream.of(redis.call("EVAL", "return table.concat(redis.call('KEYS', '*'), '\\n')", "0")
                        .split("\n"))
                .toList();
    }

    private static String kind(String key) {
        return key.replaceAll("\\{[^}]*}", "{…}")
                .replaceAll(":(account|subject|periods|sanctions|limits|name|answer):.*", ":$1:…")
                .replaceAll(":index:(country|sanction|limit|markers):.*", ":index:$1:…");
    }

    private static long used(RespConnection redis) throws IOException {
        return redis.call("INFO", "memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length())))
                .findFirst()
                .orElseThrow();
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }
}
