package galaxy.torture.hostile;

import galaxy.testkit.http.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the program and the embedded Redis use when they are idle, after a full collection.
 *
 * @param figures by name; memory in KiB
 */
record ResourceUsage(Map<String, Long> figures) {
    /** Resident memory and series grow with what is stored and with the routes that were used. */
    private static final Map<String, Long> MOST_GROWTH = Map.of(
            "heap", 20L * 1024,
            "direct buffers", 32L * 1024,
            "threads", 8L,
            "threads of the system", 16L,
            "descriptors", 8L,
            "descriptors of the embedded Redis", 4L);

    static ResourceUsage of(TargetProcess target) throws IOException, InterruptedException {
        String pid = Long.toString(target.process().pid());
        String redis = Files.readString(target.redisFolder().resolve("redis.pid"))
                .strip()
                .split("\\s+", 2)[0];
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        Path dump = target.folder().resolve("threads.json");
        jcmd(pid, "Thread.dump_to_file", "-overwrite", "-format=json", dump.toString());
        Map<String, Long> figures = new TreeMap<>();
        figures.put("heap", number("heap +total .*, used ([0-9]+)K", jcmd(pid, "GC.heap_info")));
        figures.put("threads", Files.readString(dump).split("\"tid\":").length - 1L);
        figures.put("threads of the system", number("Threads:\\s+([0-9]+)", status(pid)));
        figures.put("descriptors", descriptors(pid));
        figures.put("descriptors of the embedded Redis", descriptors(redis));
        figures.put("resident memory", number("VmRSS:\\s+([0-9]+) kB", status(pid)));
        figures.put("resident memory of the embedded Redis", number("VmRSS:\\s+([0-9]+) kB", status(redis)));
        try (RawClient management = new RawClient(target.management(), Duration.ofSeconds(10))) {
            String metrics = management.get("/metrics").body();
            String direct = "\njvm_buffer_pool_used_bytes\\{pool=\"direct\"} (\\S+)\n";
            figures.put("direct buffers", number(direct, metrics) / 1024);
            figures.put(
                    "series of the metrics",
                    metrics.lines().filter(line -> !line.startsWith("#")).count());
        }
        return new ResourceUsage(figures);
    }

    private static String status(String pid) throws IOException {
        return Files.readString(Path.of("/proc", pid, "status"));
    }

    private static long descriptors(String pid) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", pid, "fd"))) {
            return open.count();
        }
    }

    private static long number(String pattern, String text) throws IOException {
        MatchResult found = Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new IOException("there is no " + pattern + " in " + Text.excerpt(text)));
        return (long) Double.parseDouble(found.group(1));
    }

    private static String jcmd(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    /** Checks that usage has come back to what it was before. */
    void compare(ResourceUsage after, Checks checks) {
        MOST_GROWTH.forEach((name, growth) -> {
            long before = figures.getOrDefault(name, 0L);
            long most = before + (name.equals("heap") ? Math.max(growth, before / 5) : growth);
            long now = after.figures.getOrDefault(name, 0L);
            checks.check("no leak of " + name, now <= most, "%,d before, %,d after".formatted(before, now));
        });
    }
}
