package galaxy.chassis.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BufferedLinesTest {
    private final LongAdder lost = new LongAdder();

    /** A stream that accepts nothing until it is released, like a pipe without a reader. */
    private static final class Blocked extends ByteArrayOutputStream {
        private final CountDownLatch release = new CountDownLatch(1);

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            super.write(bytes, from, length);
        }
    }

    private static void write(BufferedLines lines, String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        lines.write(bytes, 0, bytes.length);
    }

    @Test
    void writes_every_line_in_order() throws Exception {
        var out = new ByteArrayOutputStream();
        var expected = new StringBuilder();
        try (var lines = new BufferedLines(out, lost)) {
            for (int i = 0; i < 10_000; i++) {
                write(lines, "line " + i + "\n");
                expected.append("line ").append(i).append('\n');
            }
            lines.drain(10_000);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString());
        assertThat(lost.sum()).isZero();
    }

    @Test
    void loses_and_counts_whole_lines_while_the_stream_is_blocked_and_never_blocks() throws Exception {
        var out = new Blocked();
        var line = "a".repeat(1_000) + "\n";
        int written = 3 * BufferedLines.MOST / line.length();
        try (var lines = new BufferedLines(out, lost)) {
            long before = System.nanoTime();
            for (int i = 0; i < written; i++) {
                write(lines, line);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
            assertThat(lost.sum()).isPositive();
            lines.drain(50);
            out.release.countDown();
            lines.drain(10_000);
            var kept = out.toString(StandardCharsets.UTF_8);
            assertThat(kept.lines()).allMatch(each -> each.length() == 1_000);
            assertThat(kept.lines().count() + lost.sum()).isEqualTo(written);
            write(lines, "next\n");
            lines.drain(10_000);
            assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("next\n");
        }
    }

    @Test
    void counts_what_the_stream_refuses() throws Exception {
        var broken = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("no space left");
            }
        };
        try (var lines = new BufferedLines(broken, lost)) {
            write(lines, "one\n");
            write(lines, "two\n");
            lines.drain(10_000);
        }
        assertThat(lost.sum()).isEqualTo(2);
    }

    @Test
    void writes_what_has_gathered_after_it_is_closed_and_ends_its_thread() {
        var out = new ByteArrayOutputStream();
        var lines = new BufferedLines(out, lost);
        write(lines, "last\n");
        lines.close();
        await().until(() -> out.toString(StandardCharsets.UTF_8).equals("last\n"));
        write(lines, "too late\n");
        assertThat(lost.sum()).isEqualTo(1);
    }
}
