package galaxy.torture.hostile;

import galaxy.testkit.EmbeddedServer;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the program and the embedded Redis use when they are idle, after a full collection.
 *
 * @param figures by name; memory in KiB
 */
record ResourceUsage(Map<String, Long> figures) {
    private static final int KIB = 1024;

    private static final Map<String, Long> MOST_GROWTH = Map.of(
            "heap", 20L * KIB,
            "direct buffers", 32L * KIB,
            "threads", 8L,
            "threads of the system", 16L,
            "descriptors", 8L,
            "descriptors of the embedded Redis", 4L);

    /** They stay for a minute without work, so that their number says little; but each listener has at most eight. */
    private static final Pattern POOLED_THREAD = Pattern.compile("\"name\": *\"http-\\d+\"");

    private static final String POOLED = "threads of the HTTP engine";

    /** Measures after all connections of the attacks have ended; those between services last for half a minute. */
    static ResourceUsage of(Context context) throws IOException, InterruptedException {
        Thread.sleep(context.timeouts().idle().plusSeconds(3));
        JvmProcess jvm = context.stage().fleet().galaxies().getFirst().jvm();
        Path redis = context.stage().servers().getFirst().folder();
        jvm.diagnose("GC.run");
        jvm.diagnose("GC.run");
        Path threads = redis.resolveSibling("threads.json");
        jvm.diagnose("Thread.dump_to_file", "-overwrite", "-format=json", threads.toString());
        Metrics metrics = context.stage().fleet().metrics().getFirst();
        Map<String, Long> figures = new TreeMap<>();
        figures.put("heap", (long) metrics.value("jvm_memory_used_bytes", "area=\"heap\"") / KIB);
        figures.put("direct buffers", (long) metrics.value("jvm_buffer_pool_used_bytes", "pool=\"direct\"") / KIB);
        String dump = Files.readString(threads);
        long pooled = POOLED_THREAD.matcher(dump).results().count();
        figures.put(POOLED, pooled);
        figures.put("threads", dump.split("\"tid\":").length - 1L - pooled);
        figures.put("threads of the system", files("/proc/" + jvm.pid() + "/task") - pooled);
        figures.put("descriptors", (long) metrics.value("process_open_fds"));
        figures.put("descriptors of the embedded Redis", files("/proc/" + new EmbeddedServer(redis).pid() + "/fd"));
        return new ResourceUsage(figures);
    }

    private static long files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.count();
        }
    }

    /**
     * Checks that usage has come back to what it was before.
     *
     * @param listeners how many speak HTTP
     */
    void compare(ResourceUsage after, int listeners, Checks checks) {
        long pooled = after.figures.getOrDefault(POOLED, 0L);
        checks.check("no more " + POOLED + " than they may be", pooled <= 8L * listeners, pooled);
        MOST_GROWTH.forEach((name, growth) -> {
            long before = figures.getOrDefault(name, 0L);
            long most = before + (name.equals("heap") ? Math.max(growth, before / 5) : growth);
            long now = after.figures.getOrDefault(name, 0L);
            checks.check("no leak of " + name, now <= most, "%,d before, %,d after".formatted(before, now));
        });
    }
}
