package galaxy.bench;

import com.google.protobuf.ByteString;
import galaxy.bench.Load.Generator;
import galaxy.bench.Load.Speed;
import galaxy.bench.LoadProgram.Numbers;
import galaxy.testkit.TempFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One gRPC call again and again by {@code h2load}, with one thread.
 *
 * @param target of the server: {@code 127.0.0.1:9090}
 * @param method its full name: {@code bare.Bare/Get}
 * @param request its message
 * @param responseSize bytes of the message of each response; a failed call has none
 */
record H2load(Path file, String target, String method, ByteString request, int responseSize) implements Generator {
    /** Connections; more calls in flight share them. */
    static final int CHANNELS = 8;

    /** Before each message: whether it is compressed, and its length. */
    private static final int FRAME_HEAD = 5;

    private static final Pattern REQUESTS = Pattern.compile("(?<number>\\d+) (?<name>\\w+)");
    private static final Pattern TRAFFIC = Pattern.compile("\\((?<number>\\d+)\\) (?<name>\\w+)");

    @Override
    public String program() {
        return "h2load";
    }

    /** @param connections calls in flight */
    @Override
    public Speed run(int connections, Duration duration) throws IOException, InterruptedException {
        int channels = Math.min(CHANNELS, connections);
        long seconds = Math.max(1, duration.toSeconds());
        try (TempFolder folder = TempFolder.make()) {
            Path body = Files.write(folder.path().resolve("body"), framed());
            Path log = folder.path().resolve("log");
            String output = LoadProgram.run(List.of(
                    file.toString(),
                    "-t1",
                    "-c" + channels,
                    "-m" + connections / channels,
                    "--duration=" + seconds,
                    "--log-file=" + log,
                    "--data=" + body,
                    "--header=content-type: application/grpc",
                    "--header=te: trailers",
                    "http://" + target + "/" + method));
            check(output, FRAME_HEAD + responseSize);
            return speed(micros(Files.readAllLines(log)), seconds);
        }
    }

    private byte[] framed() {
        return ByteBuffer.allocate(FRAME_HEAD + request.size())
                .put((byte) 0)
                .putInt(request.size())
                .put(request.asReadOnlyByteBuffer())
                .array();
    }

    /**
     * Checks that every call was done.
     *
     * @param size bytes of each response
     */
    static void check(String output, int size) throws IOException {
        Numbers requests = LoadProgram.numbers(REQUESTS, LoadProgram.line(output, "requests: "));
        long done = requests.get("done");
        if (done == 0 || requests.get("succeeded") < done || requests.get("errored") + requests.get("timeout") > 0) {
            throw new IOException("h2load: calls failed: " + requests.line());
        }
        long data = LoadProgram.numbers(TRAFFIC, LoadProgram.line(output, "traffic: "))
                .get("data");
        if (data < done * size) {
            throw new IOException("h2load: calls failed: %d of them brought %d bytes of data, which should be %d each"
                    .formatted(done, data, size));
        }
    }

    /** The times of the calls, sorted, from the log: a start, a status and a time in each line. */
    static long[] micros(List<String> log) {
        return log.stream()
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf('\t') + 1)))
                .sorted()
                .toArray();
    }

    private static Speed speed(long[] micros, long seconds) {
        return new Speed(
                micros.length,
                micros.length / (double) seconds,
                micros[micros.length / 2] / 1e3,
                micros[(int) (micros.length * 0.95)] / 1e3,
                micros[(int) (micros.length * 0.99)] / 1e3);
    }
}
