package galaxy.app;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.Suggestion;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.settings.SettingSources;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the services until they are stopped. */
@Command(
        name = "serve",
        description = {
            "Runs the services until Ctrl-C or SIGTERM, which finish running requests and publish waiting events.",
            "Without redis.uri an embedded Redis keeps the data in data.dir."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:stopped on request",
            " 2:the command line is invalid",
            " 3:the memory is not enough: give more with GALAXY_HEAP",
            "69:Redis does not respond, the data folder is in use, or a port is taken",
            "74:the output cannot be written",
            "78:the settings, or what they name, are invalid"
        })
final class Serve implements Callable<Integer> {
    private static final AtomicReference<Optional<Future<RunningProcess>>> STARTED =
            new AtomicReference<>(Optional.empty());
    private static final CountDownLatch STOPPING = new CountDownLatch(1);
    private static final Thread STOP = Thread.ofPlatform().name("stop").unstarted(Serve::stop);

    @Parameters(
            arity = "0..*",
            paramLabel = "SERVICE",
            completionCandidates = Serve.Names.class,
            description = "Services to run: ${COMPLETION-CANDIDATES}. All without one.")
    private List<String> services = List.of();

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        long start = System.nanoTime();
        RunningProcess process = start();
        try {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text(process, (System.nanoTime() - start) / 1_000_000));
            out.flush();
        } catch (ExitException unwritten) {
            process.close();
            throw unwritten;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /** Starts the services that the command line names. */
    RunningProcess start() {
        List<String> names = names();
        SettingSources sources = settings.sources();
        var starting = new FutureTask<>(() -> Galaxy.PROCESS.start(sources, names, InstantSource.system(), STOPPING));
        STARTED.set(Optional.of(starting));
        starting.run();
        if (starting.state() == Future.State.FAILED && starting.exceptionNow() instanceof RuntimeException failed) {
            throw failed;
        }
        return starting.resultNow();
    }

    private List<String> names() {
        List<String> known = Galaxy.PROCESS.names();
        List<String> given =
                services.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        given.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new ParameterException(spec.commandLine(), "SERVICE: " + Suggestion.rule(name, known));
        });
        return given.isEmpty() ? known : given;
    }

    /**
     * From now on a signal ends this JVM in order, whether or not a start has begun or ended. A stop that was asked for is no
     * failure: the code is 0 and not the 143 or 130 of a JVM that a signal ends.
     */
    static void stopWhenAsked() {
        Runtime.getRuntime().addShutdownHook(STOP);
    }

    /** Begins what a start waits for and what needs no settings, so that it is there when the command line has been read. */
    static void prepare() {
        Thread.ofPlatform().name("prepare").daemon().start(() -> {
            Galaxy.PROCESS.settings();
            // The HTTP server asks for both of these.
            ManagementFactory.getPlatformMBeanServer();
            Locale.getAvailableLocales();
        });
    }

    /** Leaves the end of the JVM to the exit code of the command. */
    static void end() {
        try {
            Runtime.getRuntime().removeShutdownHook(STOP);
        } catch (IllegalStateException stopping) {
            // A signal came first.
        }
    }

    private static void stop() {
        STOPPING.countDown();
        STARTED.get().ifPresent(starting -> {
            try {
                starting.get().close();
            } catch (ExecutionException failed) {
                // Nothing runs.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().halt(0);
    }

    private static String text(RunningProcess process, long millis) {
        Map<String, List<Endpoint>> endpoints = process.endpoints();
        StringBuilder text = new StringBuilder(
                "Galaxy is ready: %s (%d ms).%n".formatted(String.join(", ", endpoints.keySet()), millis));
        endpoints.forEach((name, all) -> all.forEach(endpoint ->
                text.append("  %-11s %-23s %s%n".formatted(name, endpoint.address(), endpoint.description()))));
        text.append("""
                  management  %s   %s
                  store       %s

                Try it:
                """.formatted(process.management(), String.join(" ", process.managementPaths()), process.store()));
        endpoints.values().stream()
                .flatMap(List::stream)
                .forEach(
                        endpoint -> text.append("  ").append(endpoint.example()).append('\n'));
        return text.append("\nCtrl-C stops it.\n").toString();
    }

    /** The names of the services, for the help and for completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Galaxy.PROCESS.names().iterator();
        }
    }
}
