package galaxy.torture.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the program and the embedded Redis use when they are idle, after a full collection.
 *
 * @param figures by name; sizes in bytes
 */
record ResourceUsage(Map<String, Long> figures) {
    private static final long MB = 1024 * 1024;

    /** How much each may grow. The others grow with what is stored and with the routes that were used. */
    private static final Map<String, Long> GROWTH = Map.of(
            "heap",
            20 * MB,
            "direct buffers",
            32 * MB,
            "threads",
            8L,
            "threads of the system",
            16L,
            "descriptors",
            8L,
            "descriptors of the embedded Redis",
            4L);

    private static final Pattern HEAP_USED = Pattern.compile("heap +total .*, used ([0-9]+)K");
    private static final Pattern THREAD = Pattern.compile("\"tid\":");
    private static final Pattern DIRECT = Pattern.compile("(?m)^jvm_buffer_pool_used_bytes\\{pool=\"direct\"} (\\S+)$");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");
    private static final Pattern SYSTEM_THREADS = Pattern.compile("Threads:\\s+([0-9]+)");

    static ResourceUsage of(TargetProcess target) throws IOException, InterruptedException {
        String pid = Long.toString(target.pid());
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        Map<String, Long> figures = new TreeMap<>();
        figures.put("heap", 1024 * number(HEAP_USED, jcmd(pid, "GC.heap_info")));
        Path dump = target.folder().resolve("threads.json");
        jcmd(pid, "Thread.dump_to_file", "-overwrite", "-format=json", dump.toString());
        figures.put("threads", THREAD.matcher(Files.readString(dump)).results().count());
        try (RestClient management = new RestClient(target.management(), Duration.ofSeconds(10))) {
            String metrics = management.get("/metrics").body();
            figures.put("direct buffers", number(DIRECT, metrics));
            figures.put(
                    "series of the metrics",
                    metrics.lines().filter(line -> !line.startsWith("#")).count());
        }
        figures.put("threads of the system", number(SYSTEM_THREADS, Files.readString(Path.of("/proc", pid, "status"))));
        Path redisPid = target.redisFolder().resolve("redis.pid");
        system("", pid, figures);
        system(" of the embedded Redis", Files.readString(redisPid).strip().split("\\s+", 2)[0], figures);
        return new ResourceUsage(figures);
    }

    private static void system(String of, String pid, Map<String, Long> figures) throws IOException {
        figures.put("resident memory" + of, 1024 * number(RESIDENT, Files.readString(Path.of("/proc", pid, "status"))));
        try (Stream<Path> open = Files.list(Path.of("/proc", pid, "fd"))) {
            figures.put("descriptors" + of, open.count());
        }
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("there is no " + pattern + " in " + Text.excerpt(text));
        }
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
        GROWTH.forEach((name, growth) -> {
            long before = figures.getOrDefault(name, 0L);
            long most = before + (name.equals("heap") ? Math.max(growth, before / 5) : growth);
            long now = after.figures.getOrDefault(name, 0L);
            checks.check(
                    "no leak of " + name,
                    now <= most,
                    "%,d before, %,d after, at most %,d is allowed".formatted(before, now, most));
        });
    }
}
