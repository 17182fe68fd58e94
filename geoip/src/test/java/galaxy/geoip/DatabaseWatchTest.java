package galaxy.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.geoip.DatabaseFile.Loaded;
import galaxy.testkit.mmdb.MmdbWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseWatchTest {
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("8.8.8.8");

    @TempDir
    private Path folder;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final GeoipMetrics metrics = GeoipMetrics.of(registry);
    private final AtomicInteger opened = new AtomicInteger();
    private boolean isDenied;
    private Heap heap = bytes -> true;
    private Path path = Path.of("");
    private CurrentTable current = new CurrentTable(new TableBuilder().build("", Instant.EPOCH), metrics);
    private DatabaseWatch watch = new DatabaseWatch(
            new DatabaseFile(path),
            new DatabaseFile.Version(FileTime.fromMillis(0), 0, Optional.empty()),
            current,
            metrics);

    @BeforeEach
    void load_the_first() throws IOException {
        path = folder.resolve("countries.mmdb");
        write("DE");
        var file = new DatabaseFile(path, this::open, bytes -> heap.hasRoomFor(bytes));
        DatabaseFile.Version version = file.version();
        current = new CurrentTable(((Loaded.Table) file.load()).table(), metrics);
        watch = new DatabaseWatch(file, version, current, metrics);
        opened.set(0);
    }

    private InputStream open(Path file) throws IOException {
        opened.incrementAndGet();
        if (isDenied) {
            throw new AccessDeniedException(file.toString());
        }
        return Files.newInputStream(file);
    }

    @Test
    void a_file_that_has_not_changed_is_not_read() {
        check(5);
        assertThat(opened).hasValue(0);
    }

    @Test
    void a_change_that_two_checks_see_is_in_use() throws IOException {
        write("FR");
        check(1);
        assertThat(country()).isEqualTo("DE");
        check(1);
        assertThat(country()).isEqualTo("FR");
        check(3);
        assertThat(opened).hasValue(1);
        assertThat(reloads("loaded")).isEqualTo(1);
    }

    @Test
    void a_file_that_is_still_written_is_left_alone() throws IOException {
        byte[] whole = database("FR");
        for (int length = 10; length < whole.length; length += 50) {
            Files.write(path, Arrays.copyOf(whole, length));
            check(1);
        }
        assertThat(opened).hasValue(0);
        Files.write(path, whole);
        check(2);
        assertThat(country()).isEqualTo("FR");
    }

    @Test
    void another_file_of_the_same_time_and_size_is_a_change() throws IOException {
        FileTime time = Files.getLastModifiedTime(path);
        Path other = Files.write(folder.resolve("other"), database("FR"));
        Files.setLastModifiedTime(other, time);
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        check(2);
        assertThat(country()).isEqualTo("FR");
    }

    @Test
    void an_older_build_is_taken() throws IOException {
        Files.write(
                path,
                new MmdbWriter(24, 4)
                        .add("8.0.0.0/8", MmdbWriter.country("FR"))
                        .metadata("build_epoch", 1_000_000_000L)
                        .bytes());
        check(2);
        assertThat(country()).isEqualTo("FR");
        assertThat(current.info().built()).isEqualTo(Instant.ofEpochSecond(1_000_000_000L));
    }

    @Test
    void a_bad_file_never_replaces_a_good_table_and_is_read_once() throws IOException {
        Files.writeString(path, "no database");
        check(5);
        assertThat(country()).isEqualTo("DE");
        assertThat(opened).hasValue(1);
        assertThat(reloads("refused")).isEqualTo(1);
        write("FR");
        check(2);
        assertThat(country()).isEqualTo("FR");
    }

    /** L03. */
    @Test
    void a_file_that_could_not_be_opened_is_tried_again_at_each_check() throws IOException {
        write("FR");
        isDenied = true;
        check(3);
        assertThat(country()).isEqualTo("DE");
        assertThat(opened).hasValue(2);
        isDenied = false;
        check(1);
        assertThat(country()).isEqualTo("FR");
        assertThat(reloads("unreadable")).isEqualTo(2);
        check(3);
        assertThat(opened).hasValue(3);
    }

    @Test
    void a_file_for_which_the_memory_does_not_suffice_is_not_read_and_tried_again() throws IOException {
        write("FR");
        long needed = 5 * Files.size(path);
        heap = bytes -> bytes < needed;
        check(4);
        assertThat(opened).hasValue(0);
        assertThat(country()).isEqualTo("DE");
        assertThat(reloads("unreadable")).isEqualTo(3);
        assertThat(((Loaded.Unreadable) new DatabaseFile(path, this::open, bytes -> false).load()).reason())
                .isEqualTo("it takes up to 1 MB of memory to load it, and less is free; give the JVM more with -Xmx");
        DatabaseFile.Opener full = _ -> {
            throw new OutOfMemoryError("Java heap space");
        };
        assertThat(new DatabaseFile(path, full, bytes -> true).load()).isInstanceOf(Loaded.Unreadable.class);
        heap = bytes -> bytes <= needed;
        check(1);
        assertThat(country()).isEqualTo("FR");
    }

    @Test
    void a_table_that_grows_beyond_the_memory_does_not_replace_the_one_before() throws IOException {
        var writer = new MmdbWriter(24, 4);
        for (int i = 0; i < 70_000; i++) {
            String country = i % 2 == 0 ? "FR" : "AT";
            writer.add("%d.%d.%d.0/24".formatted(11 + (i >> 16), i >> 8 & 0xFF, i & 0xFF), MmdbWriter.country(country));
        }
        Files.write(path, writer.bytes());
        AtomicInteger asked = new AtomicInteger();
        heap = bytes -> asked.incrementAndGet() == 1;
        check(2);
        assertThat(country()).isEqualTo("DE");
        assertThat(reloads("unreadable")).isEqualTo(1);
        heap = bytes -> true;
        check(1);
        assertThat(reloads("loaded")).isEqualTo(1);
    }

    @Test
    void a_file_without_permission_is_tried_again_at_each_check() throws IOException {
        write("FR");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(path), "this user may read every file");
        check(3);
        assertThat(country()).isEqualTo("DE");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        check(1);
        assertThat(country()).isEqualTo("FR");
    }

    @Test
    void a_file_that_is_gone_for_a_while_is_tried_again() throws IOException {
        Files.delete(path);
        check(3);
        assertThat(country()).isEqualTo("DE");
        assertThat(reloads("unreadable")).isEqualTo(3);
        write("FR");
        check(1);
        assertThat(country()).isEqualTo("FR");
    }

    @Test
    void what_is_not_a_regular_file_is_not_opened() throws IOException {
        Files.delete(path);
        Files.createDirectory(path);
        check(2);
        assertThat(opened).hasValue(0);
        assertThat(new DatabaseFile(path).load()).isEqualTo(new Loaded.Unreadable("it is not a regular file"));
    }

    @Test
    void a_file_over_512_mb_is_refused_unread() throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(512L * 1024 * 1024 + 1);
        }
        check(2);
        assertThat(reloads("refused")).isEqualTo(1);
        assertThat(opened).hasValue(0);
        assertThat(new DatabaseFile(path).load()).isEqualTo(new Loaded.Refused("it is larger than 512 MB"));
    }

    @Test
    void no_look_up_fails_while_the_file_is_replaced_again_and_again() throws Exception {
        List<Throwable> failures = new ArrayList<>();
        AtomicBoolean isDone = new AtomicBoolean();
        AtomicInteger lookups = new AtomicInteger();
        Thread load = Thread.ofPlatform().start(() -> {
            try {
                while (!isDone.get()) {
                    assertThat(country()).isIn("DE", "FR");
                    lookups.incrementAndGet();
                }
            } catch (Throwable e) {
                failures.add(e);
            }
        });
        for (int i = 0; i < 5; i++) {
            Files.write(path, Arrays.copyOf(database("AT"), 200 + i));
            check(2);
            Files.writeString(path, "bad " + i);
            check(2);
            write(i % 2 == 0 ? "FR" : "DE");
            check(2);
        }
        write("FR");
        check(2);
        isDone.set(true);
        load.join();
        assertThat(failures).isEmpty();
        assertThat(country()).isEqualTo("FR");
        assertThat(lookups).hasPositiveValue();
        assertThat(reloads("refused")).isEqualTo(10);
    }

    private void check(int times) {
        for (int i = 0; i < times; i++) {
            watch.check();
        }
    }

    private String country() {
        return current.countryOf(ADDRESS).orElseThrow().value();
    }

    private void write(String country) throws IOException {
        Files.write(path, database(country));
        // Some file systems give times of a coarse clock.
        Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH.plusSeconds(1000 + WRITES.incrementAndGet())));
    }

    private static final AtomicInteger WRITES = new AtomicInteger();

    private static byte[] database(String country) {
        return MmdbWriter.of(Map.of("8.0.0.0/8", MmdbWriter.country(country)));
    }

    private double reloads(String outcome) {
        return registry.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals("geoip_reloads"))
                .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
                .filter(point -> outcome.equals(point.getLabels().get("outcome")))
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum();
    }
}
