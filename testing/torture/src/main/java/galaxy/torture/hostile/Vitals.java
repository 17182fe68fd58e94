package galaxy.torture.hostile;

import galaxy.torture.workload.Findings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process that is left alone holds on to.
 *
 * @param heap bytes in use after a full collection
 * @param direct bytes of direct buffers that the JVM knows of
 * @param threads of Java, virtual ones too
 * @param systemThreads as the system counts them
 * @param descriptors open files and sockets
 * @param redisDescriptors the same of the embedded Redis, of which each client has one
 * @param series lines of the metrics, for information: routes and outcomes that had not been met before come to them
 * @param resident bytes in memory, for information
 * @param redisResident the same of the embedded Redis, which holds what was written
 */
record Vitals(
        long heap,
        long direct,
        long threads,
        long systemThreads,
        long descriptors,
        long redisDescriptors,
        long series,
        long resident,
        long redisResident) {
    private static final long MB = 1024 * 1024;
    private static final Pattern HEAP_USED = Pattern.compile("heap +total .*, used ([0-9]+)K");
    private static final Pattern THREAD = Pattern.compile("\"tid\":");
    private static final Pattern DIRECT = Pattern.compile("(?m)^jvm_buffer_pool_used_bytes\\{pool=\"direct\"} (\\S+)$");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");
    private static final Pattern SYSTEM_THREADS = Pattern.compile("Threads:\\s+([0-9]+)");

    /** Takes them, after a full collection. */
    static Vitals of(Prey prey, Path folder) throws IOException, InterruptedException {
        String pid = Long.toString(prey.pid());
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        long heap = 1024 * number(HEAP_USED, jcmd(pid, "GC.heap_info"));
        Path dump = folder.resolve("threads.json");
        jcmd(pid, "Thread.dump_to_file", "-overwrite", "-format=json", dump.toString());
        long threads = THREAD.matcher(Files.readString(dump)).results().count();
        String metrics;
        try (RestLine line = new RestLine(prey.managementPort(), Duration.ofSeconds(10))) {
            metrics = line.get("/metrics").body();
        }
        String redis = Files.readString(prey.redisFolder().resolve("redis.pid"))
                .strip()
                .split("\\s+", 2)[0];
        String status = Files.readString(Path.of("/proc", pid, "status"));
        return new Vitals(
                heap,
                number(DIRECT, metrics),
                threads,
                number(SYSTEM_THREADS, status),
                descriptors(pid),
                descriptors(redis),
                metrics.lines().filter(line -> !line.startsWith("#")).count(),
                1024 * number(RESIDENT, status),
                1024 * number(RESIDENT, Files.readString(Path.of("/proc", redis, "status"))));
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("there is no " + pattern + " in " + RestJudge.clip(text));
        }
        return (long) Double.parseDouble(found.group(1));
    }

    private static long descriptors(String pid) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", pid, "fd"))) {
            return open.count();
        }
    }

    private static String jcmd(String... arguments) throws IOException, InterruptedException {
        String[] command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                .toString()),
                        Stream.of(arguments))
                .toArray(String[]::new);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    /** Whether a process that had these before has come back to them. */
    void compare(Vitals after, Findings findings) {
        bounded("heap", heap, after.heap, Math.max(20 * MB, heap / 5), findings);
        bounded("direct buffers", direct, after.direct, 32 * MB, findings);
        bounded("threads", threads, after.threads, 8, findings);
        bounded("threads of the system", systemThreads, after.systemThreads, 16, findings);
        bounded("descriptors", descriptors, after.descriptors, 8, findings);
        bounded("descriptors of the embedded Redis", redisDescriptors, after.redisDescriptors, 4, findings);
    }

    private static void bounded(String what, long before, long after, long more, Findings findings) {
        findings.check(
                "no leak of " + what,
                after <= before + more,
                () -> "%,d before, %,d after, at most %,d more was fine".formatted(before, after, more));
    }

    /** By name, for people. */
    Map<String, String> shown() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("heap after a full collection", "%.1f MB".formatted(heap / (double) MB));
        rows.put("direct buffers", "%.1f MB".formatted(direct / (double) MB));
        rows.put("threads, virtual ones too", Long.toString(threads));
        rows.put("threads of the system", Long.toString(systemThreads));
        rows.put("descriptors", Long.toString(descriptors));
        rows.put("descriptors of the embedded Redis", Long.toString(redisDescriptors));
        rows.put("series of the metrics", Long.toString(series));
        rows.put("resident", "%.1f MB".formatted(resident / (double) MB));
        rows.put("resident, the embedded Redis", "%.1f MB".formatted(redisResident / (double) MB));
        return rows;
    }
}
