package galaxy.bench;

import galaxy.testkit.JvmProcess;
import galaxy.testkit.Metrics;
import galaxy.testkit.RedisNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process and its Redis use when nothing happens, after a collection. */
record FloodUsage(Map<String, Long> figures) {
    /** Threads of a pool end after a minute without work; what was accepted is remembered for 80 s. */
    private static final Duration SETTLED = Duration.ofSeconds(90);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** Of one generation, in the text of {@code GC.heap_info}. */
    private static final Pattern USED = Pattern.compile("total [0-9]+K, used ([0-9]+)K");

    static FloodUsage of(JvmProcess jvm, Metrics metrics, RedisNode redis) throws IOException, InterruptedException {
        jvm.diagnose("GC.run");
        jvm.diagnose("GC.run");
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("KiB of heap", heap(jvm));
        figures.put("threads", files("/proc/" + jvm.pid() + "/task"));
        figures.put("descriptors", (long) metrics.value("process_open_fds"));
        figures.put("keys", Long.parseLong(redis.call("DBSIZE")));
        return new FloodUsage(figures);
    }

    /** Of all generations, as the collector reports it, without what was allocated since. */
    private static long heap(JvmProcess jvm) throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(jvm.pid()),
                        "GC.heap_info")
                .start();
        String text = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asked.waitFor();
        long heap = text.lines()
                .map(line -> USED.matcher(line))
                .filter(Matcher::find)
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        if (heap == 0) {
            throw new IOException("not the heap: " + text);
        }
        return heap;
    }

    private static long files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.count();
        }
    }

    /**
     * Usage after a flood: at once if it is what it was, else when what goes by itself has gone. What addresses have done is
     * forgotten at the next request that is not accepted.
     */
    FloodUsage settled(FloodSite site) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SETTLED.toNanos();
        FloodUsage now = site.usage();
        while (!problems(now).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE);
            site.callBadly();
            now = site.usage();
        }
        return now;
    }

    /** What is more than 10 % over what it was. */
    List<String> problems(FloodUsage after) {
        List<String> problems = new ArrayList<>();
        figures.forEach((name, before) -> {
            long now = after.figures.getOrDefault(name, 0L);
            if (now > before * 1.1) {
                problems.add(String.format(Locale.ROOT, "%,d %s before, %,d after", before, name, now));
            }
        });
        return problems;
    }

    @Override
    public String toString() {
        return figures.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%,d %s", each.getValue(), each.getKey()))
                .collect(Collectors.joining(", "));
    }
}
