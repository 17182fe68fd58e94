package galaxy.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs whose end never reached the disk. */
class AppendOnlyTailIT {
    private static final String COMMIT = "redis.call('SET', KEYS[1], ARGV[1]); redis.call('SET', KEYS[2], ARGV[1])";

    @TempDir
    Path temp;

    @Test
    void a_transaction_goes_whole_wherever_it_is_cut_and_nothing_else_does() throws IOException {
        Path log = log();
        byte[] before = bytes("*2|$6|SELECT|$1|0|#TS:1|*1|$5|MULTI|*2|$3|DEL|$5|MULTI|*1|$4|EXEC|*1|$4|PING|"
                + "*3|$3|SET|$1|a|$200000|" + "*".repeat(200_000) + "|" + "*2|$3|DEL|$1|a|".repeat(10_000));
        byte[] begin = bytes("*1|$5|MULTI|");
        byte[] all = bytes("*3|$3|SET|$1|a|$4|EXEC|*3|$3|SET|$1|b|$2|\r\n|*1|$4|EXEC|");
        byte[] whole = join(join(before, begin), all);
        for (int length = before.length; length <= whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            Files.write(log, cut);
            AppendOnlyTail.repair(temp);
            boolean isOpen = length >= before.length + begin.length && length < whole.length;
            assertThat(Arrays.equals(Files.readAllBytes(log), isOpen ? before : cut))
                    .as("cut at " + length)
                    .isTrue();
        }
    }

    @Test
    void zeros_at_the_end_go_and_with_them_the_entry_that_they_are_in() throws IOException {
        Path log = log();
        byte[] before = bytes("*2|$6|SELECT|$1|0|*3|$3|SET|$1|a|$1|b|");
        for (String end : new String[] {"", "*1|$5|MULTI|*2|$3|DEL|$1|a|", "*1|$5|MULTI|*2|$3|DEL|$9|abc"}) {
            for (int zeros : new int[] {1, 4096, (1 << 16) - 1, 1 << 16, 200_000}) {
                Files.write(log, join(join(before, bytes(end)), new byte[zeros]));
                AppendOnlyTail.repair(temp);
                assertThat(Files.readAllBytes(log)).as(end + zeros).isEqualTo(before);
            }
        }
        Files.write(log, new byte[5000]);
        AppendOnlyTail.repair(temp);
        assertThat(log).isEmptyFile();
    }

    @Test
    void a_server_starts_on_a_log_that_ends_in_zeros() throws IOException {
        EmbeddedRedisConfig config = EmbeddedRedisConfig.in(temp);
        try (var redis = EmbeddedRedis.start(config);
                var connection = RespConnection.open(redis.access(), Duration.ofSeconds(5))) {
            connection.call("SET", "k", "v");
        }
        Files.write(
                temp.resolve("appendonlydir").resolve("appendonly.aof.1.incr.aof"),
                new byte[4096],
                StandardOpenOption.APPEND);
        try (var redis = EmbeddedRedis.start(config);
                var connection = RespConnection.open(redis.access(), Duration.ofSeconds(5))) {
            assertThat(connection.call("GET", "k")).isEqualTo("v");
        }
    }

    @Test
    void what_is_damaged_is_left_to_the_server() throws IOException {
        Path log = log();
        for (String damaged : new String[] {
            "*1|$5|MULTI|nonsense|",
            "*1|$5|MULTI|*x|",
            "*1|$5|MULTI|*1|5|HELLO|",
            "*1|$5|MULTI|*|",
            "*1|$5|MULTI|*0|",
            "*1|$5|MULTI|*1|$||"
        }) {
            Files.write(log, bytes(damaged));
            AppendOnlyTail.repair(temp);
            assertThat(Files.readAllBytes(log)).isEqualTo(bytes(damaged));
        }
    }

    @Test
    void a_change_that_was_cut_does_not_come_back_and_affects_no_later_one() throws IOException {
        EmbeddedRedisConfig config = EmbeddedRedisConfig.in(temp);
        try (var redis = EmbeddedRedis.start(config);
                var connection = RespConnection.open(redis.access(), Duration.ofSeconds(5))) {
            connection.call("EVAL", COMMIT, "2", "a", "b", "first");
            connection.call("EVAL", COMMIT, "2", "c", "d", "second");
        }
        try (var channel = FileChannel.open(
                temp.resolve("appendonlydir").resolve("appendonly.aof.1.incr.aof"), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 25);
        }
        try (var redis = EmbeddedRedis.start(config);
                var connection = RespConnection.open(redis.access(), Duration.ofSeconds(5))) {
            connection.call("EVAL", COMMIT, "2", "e", "f", "third");
        }
        try (var redis = EmbeddedRedis.start(config);
                var connection = RespConnection.open(redis.access(), Duration.ofSeconds(5))) {
            assertThat(connection.call("GET", "b")).isEqualTo("first");
            assertThat(connection.call("EXISTS", "c", "d")).isEqualTo("0");
            assertThat(connection.call("GET", "f")).isEqualTo("third");
        }
    }

    private Path log() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("appendonlydir"));
        Files.writeString(folder.resolve("appendonly.aof.manifest"), """
                file appendonly.aof.3.base.rdb seq 3 type b
                file appendonly.aof.7.incr.aof seq 7 type i
                file appendonly.aof.8.incr.aof seq 8 type i
                """);
        Files.writeString(folder.resolve("appendonly.aof.7.incr.aof"), "*1\r\n$5\r\nMULTI\r\n");
        return folder.resolve("appendonly.aof.8.incr.aof");
    }

    private static byte[] bytes(String log) {
        return log.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[] first, byte[] second) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
