package galaxy.app;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs the services until it is told to stop. */
@Command(
        name = "serve",
        description = {
            "Runs the services until Ctrl-C or SIGTERM, which finish running requests and publish waiting events.",
            "Without redis.uri an embedded Redis keeps the data in data.dir."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:stopped as told",
            " 2:the command line does not fit",
            "69:Redis cannot be used, or a port is taken",
            "78:the settings do not fit"
        })
final class Serve implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "SERVICE",
            description = "Services to run: ${COMPLETION-CANDIDATES}. All without one.")
    private List<Service> services = List.of();

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Override
    public Integer call() throws InterruptedException {
        long start = System.nanoTime();
        Set<Service> running = services.isEmpty() ? EnumSet.allOf(Service.class) : EnumSet.copyOf(services);
        Galaxy galaxy = Galaxy.start(settings.sources(), running);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(galaxy)));
        say(galaxy, running, (System.nanoTime() - start) / 1_000_000);
        new CountDownLatch(1).await();
        return 0;
    }

    /** To have stopped as told is no failure, so the code is 0 and not the 143 or 130 of a JVM that a signal ends. */
    private static void stop(Galaxy galaxy) {
        galaxy.close();
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void say(Galaxy galaxy, Set<Service> running, long millis) {
        StringBuilder text = new StringBuilder("Galaxy is ready: %s (%d ms).%n".formatted(names(running), millis));
        StringBuilder tries = new StringBuilder();
        if (running.contains(Service.USERS)) {
            text.append(
                    "  users       %s   REST; the contract is at /docs and /openapi.yaml%n".formatted(galaxy.users()));
            tries.append("""
                      curl -s %s/api/v1/internal/users/ensure-by-email -H 'Content-Type: application/json' \\
                        -d '{"email":"pilot@example.com","registration_context":{"preferred_language":"en","time_zone":"Europe/Berlin"}}'
                    """.formatted(galaxy.users()));
        }
        if (running.contains(Service.CONNECTIONS)) {
            text.append("  connections %s          gRPC; grpcurl -plaintext %s describe%n"
                    .formatted(galaxy.connections(), galaxy.connections()));
            tries.append(
                    "  ./galaxy connections username set pilot-1 nova --target %s%n".formatted(galaxy.connections()));
        }
        System.out.print(text.append("""
                  management  %s   /livez /readyz /metrics
                  store       %s

                Try it:
                %s
                Ctrl-C stops it.
                """.formatted(galaxy.management(), galaxy.store(), tries)));
    }

    private static String names(Set<Service> services) {
        return services.stream()
                .map(service -> service.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
