package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.FileFailure;
import galaxy.app.cli.InputLines;
import galaxy.app.cli.JsonOption;
import galaxy.app.cli.Progress;
import galaxy.app.cli.ProgressOption;
import galaxy.app.cli.StopSignal;
import galaxy.client.PageRequest;
import galaxy.client.users.Account;
import galaxy.client.users.Reason;
import galaxy.client.users.UserFilter;
import galaxy.client.users.UsersClient;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code galaxy users import}. */
@Command(
        name = "import",
        description = {
            "Creates users from a file of JSON lines, or completes those who exist:",
            "  {\"email\":…,\"preferred_language\":…,\"time_zone\":…}",
            "with the optional fields \"race_name\", \"plan_code\" (paid_…) and \"ends_at\".",
            "Of two lines for one user the first counts, and the second is refused with its number.",
            "It is safe to run again, after a stop or at the end: nothing is done twice. A refused line does not stop the"
                    + " import; the report has its number and the reason, and the exit code is 1."
        })
final class ImportUsers extends UsersServiceCommand {
    /** What a shell shows for a program that Ctrl-C ended. */
    private static final int STOPPED = 130;

    @Parameters(paramLabel = "FILE", description = "The file, in UTF-8; - reads the standard input.")
    private Path file = Path.of("-");

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "16",
            description = "How many lines at a time, 1 to 256. Default: 16.")
    private int concurrency = 16;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "The file for the progress, deleted at the end. Default: FILE.journal; none for the"
                    + " standard input.")
    private Optional<Path> journal = Optional.empty();

    @Option(
            names = "--refused",
            paramLabel = "FILE",
            description = "The report of refused lines with number, code and reason. Default: FILE.refused.jsonl, or"
                    + " import.refused.jsonl.")
    private Optional<Path> refused = Optional.empty();

    @Option(
            names = "--refused-lines",
            paramLabel = "FILE",
            description =
                    "A file for the refused lines themselves, in their order, to correct and import. Written at the end;"
                            + " needs an input that is a file.")
    private Optional<Path> refusedLines = Optional.empty();

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            defaultValue = "import",
            description = "The reason for the plans that are granted. Default: import.")
    private ReasonCode reason = ReasonCode.of("import");

    @Option(
            names = "--dry-run",
            description =
                    "Checks all lines as the service would, and sends, writes and deletes nothing. What depends on the users"
                            + " that exist, such as whether a name is taken, is not checked.")
    private boolean dryRun;

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(UsersClient client) {
        ExitException.inRange("--concurrency", concurrency, 1, 256);
        ImportFiles files = ImportFiles.of(file, journal, refused).withRefusedLines(refusedLines.filter(_ -> !dryRun));
        try {
            files.check(tokenFile());
            ImportJournal done = ImportJournal.open(files.journal().filter(_ -> !dryRun));
            long before = done.done().lines();
            try (ImportInput input = ImportInput.open(files.input());
                    RefusedLines refusals =
                            dryRun ? RefusedLines.to(this::note) : RefusedLines.open(files.refused(), before)) {
                long refusedBefore = refusals.count();
                ImportRun.Counts counts = run(client, input, done, refusals);
                // Also where there was no line.
                refusals.begin();
                files.copyRefusedLines(input, refusals.numbers());
                done.finish();
                var all = new Counts(done.done().created(), done.done().existing(), refusals.count());
                var now = new Counts(counts.created(), counts.existing(), refusals.count() - refusedBefore);
                return report(all, now, counts.unsent(), files.refused());
            } catch (ImportRun.Stopped stopped) {
                note("stopped after line %d; %s"
                        .formatted(
                                done.done().lines(),
                                files.journal().isPresent()
                                        ? "the same command goes on there"
                                        : "the same command begins again, which is safe"));
                return STOPPED;
            }
        } catch (IOException e) {
            throw FileFailure.of(file, e);
        } catch (UncheckedIOException e) {
            throw FileFailure.of(file, Objects.requireNonNull(e.getCause()));
        }
    }

    private ImportRun.Counts run(UsersClient client, ImportInput input, ImportJournal done, RefusedLines refusals)
            throws IOException {
        try (Progress bar = new Progress(err(), progress.isOn(), input.size())) {
            if (done.done().lines() > 0) {
                note("continuing after line " + done.done().lines());
            }
            Optional<UserImporter> importer = dryRun
                    ? Optional.empty()
                    : Optional.of(new UserImporter(
                            client,
                            new Reason(reason, Actor.of("service", "import")),
                            done.newestBefore(() -> newest(client))));
            var run = new ImportRun(importer, done, refusals, bar);
            try (var _ = StopSignal.during(run::stop)) {
                run.all(new InputLines(input.stream()), concurrency);
            }
            return run.counts();
        }
    }

    /** When the newest user there is was created. */
    private static Instant newest(UsersClient client) {
        return client.users(UserFilter.all(), PageRequest.first(1)).orElseThrow().items().stream()
                .map(Account::createdAt)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    /** How many lines ended how. */
    private record Counts(long created, long existing, long refused) {
        ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("created", created)
                    .put("existing", existing)
                    .put("refused", refused);
        }

        String text() {
            return "%d users created, %d existed, %d lines refused".formatted(created, existing, refused);
        }
    }

    private int report(Counts all, Counts now, long unsent, Path report) {
        if (json.isOn()) {
            ObjectNode counts = all.json();
            counts.set("this_run", now.json());
            out().println(counts);
        } else if (dryRun) {
            out().printf("%d lines would be sent, %d are refused%n", unsent, all.refused());
        } else {
            out().println(all.text());
            if (!now.equals(all)) {
                out().println("in this run: " + now.text());
            }
        }
        if (all.refused() > 0 && !dryRun) {
            note("refused lines: see %s, correct them and import them again".formatted(report));
        }
        return all.refused() == 0 ? 0 : ExitException.REFUSED;
    }
}
