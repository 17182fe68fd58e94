package galaxy.app;

import galaxy.app.cli.Suggestion;
import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.contracts.EventType;
import galaxy.store.EventStream;
import galaxy.store.StoreUnavailableException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints events as they become public. */
@Command(
        name = "tail",
        description = {
            "Prints events as they come, one line each, until Ctrl-C.",
            "Reads redis.uri, or else the embedded Redis of the Galaxy that runs on data.dir on this machine."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "  0:printed all there was (--no-follow), or the reader of the output closed it",
            "  2:the command line is invalid",
            " 69:Redis cannot be used, or no Galaxy runs here",
            " 74:the output cannot be written",
            " 78:the settings are invalid",
            "130:stopped by Ctrl-C"
        })
final class EventsTail implements Callable<Integer> {
    @Option(names = "--json", description = "Each event as a CloudEvents 1.0 object in JSON.")
    private boolean json;

    @Option(names = "--from-start", description = "Begin with the oldest event that is kept, not with the next one.")
    private boolean fromStart;

    @Option(
            names = "--no-follow",
            description = "Stop after the newest event. Without --from-start there is nothing to print.")
    private boolean noFollow;

    @Option(
            names = "--type",
            split = ",",
            paramLabel = "TYPE",
            description = "Only events of this type; may be given many times. One of: ${COMPLETION-CANDIDATES}.",
            completionCandidates = EventsTail.Types.class)
    private List<String> types = List.of();

    @Option(names = "--user", paramLabel = "USER_ID", description = "Only events of this user, by the exact id.")
    private Optional<String> user = Optional.empty();

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        check();
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.ERROR), System.err);
        ReachableStore source = options.store();
        EventPrinter printer = new EventPrinter(spec.commandLine().getOut(), json);
        if (noFollow) {
            printKept(source, printer);
        } else {
            follow(source, printer);
        }
        return 0;
    }

    private void printKept(ReachableStore source, EventPrinter printer) {
        try (EventStream stream = source.open()) {
            String newest = stream.newest();
            String position = fromStart ? EventStream.START : newest;
            List<EventStream.Entry> some;
            do {
                some = stream.between(position, newest);
                position = print(some, printer).orElse(position);
            } while (!some.isEmpty());
        }
    }

    private void follow(ReachableStore source, EventPrinter printer) throws InterruptedException {
        EventStream stream = source.open();
        try {
            String position = fromStart ? EventStream.START : stream.newest();
            while (true) {
                try {
                    position = print(stream.next(position), printer).orElse(position);
                } catch (StoreUnavailableException e) {
                    say(e.getMessage() + ". Waiting until it responds.");
                    stream.close();
                    stream = source.openAgain();
                    say("Redis responds again.");
                }
            }
        } finally {
            stream.close();
        }
    }

    /** Prints what passes the filters, and gives the position of the last entry, if there is one. */
    private Optional<String> print(List<EventStream.Entry> entries, EventPrinter printer) {
        entries.stream().filter(this::isWanted).forEach(printer::print);
        printer.flush();
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.getLast().position());
    }

    private boolean isWanted(EventStream.Entry entry) {
        return (types.isEmpty() || types.contains(entry.fields().get("type")))
                && user.map(id -> id.equals(entry.fields().get("subject"))).orElse(true);
    }

    private void check() {
        types.stream().filter(type -> EventType.of(type).isEmpty()).findFirst().ifPresent(type -> {
            throw new ParameterException(spec.commandLine(), "--type: " + Suggestion.rule(type, Types.CODES));
        });
    }

    private void say(String line) {
        spec.commandLine().getErr().println("galaxy: " + line);
    }

    /** Every type of event, for the help. */
    static final class Types implements Iterable<String> {
        private static final List<String> CODES =
                Arrays.stream(EventType.values()).map(EventType::code).toList();

        @Override
        public Iterator<String> iterator() {
            return CODES.iterator();
        }
    }
}
