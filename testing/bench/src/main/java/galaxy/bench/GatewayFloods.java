package galaxy.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the gateway is, after hours of bad clients, what it was before. */
@Command(
        name = "gateway-floods",
        description = {
            "What floods leave behind in a gateway: heap after a collection, threads and descriptors of the process, keys and"
                    + " memory of Redis.",
            "",
            "Each flood has a process and a Redis of its own. It runs for the time of warming up, then usage is measured; it"
                    + " runs for its time, and usage is measured again. Beside each flood a player reads the account ten"
                    + " times a second. The command ends with 1 if one of these is more than 10 % over what it was before,"
                    + " or a player waited for more than 5 s or was refused."
        },
        mixinStandardHelpOptions = true)
final class GatewayFloods implements Callable<Integer> {
    @Option(names = "--seconds", description = "How long each flood runs. Default: ${DEFAULT-VALUE}")
    private int seconds = 600;

    @Option(names = "--warm-up", description = "Seconds of each flood before that. Default: ${DEFAULT-VALUE}")
    private int warmUp = 60;

    @Option(
            names = "--floods",
            split = ",",
            paramLabel = "FLOOD",
            description = "${COMPLETION-CANDIDATES}. Default: all, one after another")
    private List<Flood> floods = List.of(Flood.values());

    @Option(names = "--streams", description = "How many streams STREAMS opens. Default: ${DEFAULT-VALUE}")
    private int streams = 2000;

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        Report report = new Report("flood", "what came of it", "before", "after");
        for (Flood flood : floods) {
            Result result = run(flood, streams, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
            report.row(
                    flood.title(),
                    result.counts(),
                    result.before().toString(),
                    result.after().toString());
            result.problems().forEach(problem -> problems.add(flood.title() + ": " + problem));
        }
        report.print();
        problems.forEach(Report::progress);
        return problems.isEmpty() ? 0 : 1;
    }

    /**
     * What one flood has left.
     *
     * @param counts what came of its requests
     */
    record Result(String counts, FloodUsage before, FloodUsage after, List<String> problems) {}

    static Result run(Flood flood, int streams, Duration warmUp, Duration time) throws Exception {
        try (FloodSite site = FloodSite.open(streams)) {
            Report.progress(flood.title() + ": warming up");
            flood.run(site, warmUp);
            site.awaitQuiet();
            FloodUsage before = site.usage();
            Report.progress(flood.title() + ": " + before);
            site.clear();
            flood.run(site, time);
            site.awaitQuiet();
            FloodUsage after = before.settled(site);
            List<String> problems = new ArrayList<>(before.problems(after));
            problems.addAll(site.problems());
            return new Result(site.counts(), before, after, problems);
        }
    }
}
