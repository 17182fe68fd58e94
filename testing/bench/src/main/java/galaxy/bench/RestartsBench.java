package galaxy.bench;

import galaxy.testkit.RedisNode;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether upgrades refuse requests. */
@Command(
        name = "restarts",
        description = {
            "Whether a request is refused or cut while two instances are restarted one after the other by SIGTERM.",
            "",
            "Clients send over REST and gRPC and for pages, to the instances whose /readyz was 200 when they"
                    + " asked last, each second. The command ends with 1 if any request has failed."
        },
        mixinStandardHelpOptions = true)
final class RestartsBench implements Callable<Integer> {
    @Option(names = "--times", description = "How often each instance is restarted. Default: ${DEFAULT-VALUE}")
    private int times = 4;

    @Option(names = "--requests", description = "Goes on until there were so many. Default: ${DEFAULT-VALUE}")
    private long requests = 50_000;

    @Option(names = "--stop-delay", description = "Seconds of stop.delay. Default: ${DEFAULT-VALUE}, as in the image")
    private int stopDelay = 5;

    @Option(names = "--clients", description = "Clients of each kind. Default: ${DEFAULT-VALUE}")
    private int clients = 2;

    @Option(
            names = "--signed-in",
            description =
                    "Pages are the profile of a player instead of the form of sign-in. Such a page is 503 on a machine"
                            + " that is too busy for its 1.2 s.")
    private boolean signedIn;

    @Override
    public Integer call() throws Exception {
        Report report = new Report("restarts", "REST", "gRPC", "pages", "refused or cut");
        try (RedisNode redis = RedisNode.start();
                RestartLoad load = new RestartLoad(redis.uri(), Duration.ofSeconds(stopDelay))) {
            RestartLoad.Result result =
                    load.run(times, requests, clients, signedIn ? load.profile() : RestartLoad.Page.SIGN_IN);
            report.row(
                    "2 × " + times,
                    "%,d".formatted(result.rest()),
                    "%,d".formatted(result.grpc()),
                    "%,d".formatted(result.pages()),
                    Integer.toString(result.failed().size()));
            report.print();
            result.failed().stream().limit(20).forEach(Report::progress);
            return result.failed().isEmpty() ? 0 : 1;
        }
    }
}
