package galaxy.bench;

import galaxy.bench.Load.Speed;
import galaxy.bench.LoadProgram.Numbers;
import galaxy.testkit.TempFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The load generator {@code wrk}, with one thread and persistent connections. */
record Wrk(Path program, URI server) {
    /** Seconds after which a response counts as lost. */
    private static final int TIMEOUT = 30;

    private static final Pattern FIELD = Pattern.compile("(?<name>\\w+)=(?<number>\\d+)");

    /**
     * Sends requests, and counts them as sent.
     *
     * @throws IOException if one was not done, or none
     */
    Speed run(Requests requests, int connections, Duration duration) throws IOException, InterruptedException {
        try (TempFolder folder = TempFolder.make()) {
            Path lines = Files.write(folder.path().resolve("requests"), requests.lines());
            String output = LoadProgram.run(List.of(
                    program.toString(),
                    "-t1",
                    "-c" + connections,
                    "-d" + Math.max(1, duration.toSeconds()) + "s",
                    "--timeout",
                    TIMEOUT + "s",
                    "-s",
                    script(folder.path()).toString(),
                    server.resolve("/").toString(),
                    "--",
                    lines.toString(),
                    requests.order(),
                    Long.toString(requests.number())));
            Numbers numbers = numbers(output);
            requests.sent(Math.toIntExact(numbers.get("sent")));
            return speed(numbers);
        }
    }

    private static Path script(Path folder) throws IOException {
        try (InputStream in = Wrk.class.getResourceAsStream("requests.lua")) {
            if (in == null) {
                throw new IOException("requests.lua is not on the class path");
            }
            return Files.write(folder.resolve("requests.lua"), in.readAllBytes());
        }
    }

    /** The numbers that {@code requests.lua} prints. */
    static Numbers numbers(String output) throws IOException {
        return LoadProgram.numbers(FIELD, LoadProgram.line(output, "measured "));
    }

    /** @throws IOException if a request was not done, or none */
    static Speed speed(Numbers numbers) throws IOException {
        String failed = Stream.of("connect", "read", "write", "timeout", "status")
                .filter(kind -> numbers.get(kind) > 0)
                .map(kind -> numbers.get(kind) + " " + (kind.equals("status") ? "of status 400 or above" : kind))
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
        if (!failed.isEmpty()) {
            throw new IOException("wrk: requests failed: " + failed);
        }
        long requests = numbers.get("requests");
        if (requests == 0) {
            throw new IOException("wrk: no request was completed");
        }
        return new Speed(
                requests,
                requests / (numbers.get("micros") / 1e6),
                numbers.get("p50") / 1e3,
                numbers.get("p95") / 1e3,
                numbers.get("p99") / 1e3);
    }
}
