package galaxy.bench;

import galaxy.testkit.JvmProcess;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Programs of this class path in JVMs of their own, with the flags of {@code ./galaxy}; their logs are discarded. */
record Jvm(JvmProcess process) implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final List<String> FLAGS =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseG1GC");

    /** @param flags of the JVM, besides those of {@code ./galaxy} */
    static Jvm start(List<String> flags, String mainClass, String... arguments) {
        List<String> all = Stream.concat(FLAGS.stream(), flags.stream()).toList();
        return new Jvm(JvmProcess.start(
                new JvmProcess.Program(mainClass, List.of(arguments), all, Map.of()), Redirect.DISCARD));
    }

    /** {@code galaxy serve} on free ports, with settings, each {@code key=value}. */
    static Jvm serve(List<String> flags, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        Stream.concat(
                        Stream.of("users.http.port=0", "connections.grpc.port=0", "management.port=0"),
                        Stream.of(settings))
                .forEach(setting -> arguments.add("--set=" + setting));
        return start(flags, "galaxy.app.Main", arguments.toArray(String[]::new));
    }

    /** Waits for a line with a text, and returns the word after it. */
    String awaitWord(String text) throws InterruptedException {
        String line = process.awaitLine(text, TIMEOUT);
        return line.substring(line.indexOf(text) + text.length()).strip().split(" ", 2)[0];
    }

    URI awaitUri(String text) throws InterruptedException {
        return URI.create(awaitWord(text));
    }

    void awaitEnd() {
        process.awaitExit(TIMEOUT);
    }

    /** SIGTERM, and waits. */
    @Override
    public void close() {
        process.terminate();
        awaitEnd();
        process.close();
    }
}
