package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.FileFailure;
import galaxy.app.cli.JsonOption;
import galaxy.app.cli.Progress;
import galaxy.app.cli.ProgressOption;
import galaxy.app.cli.StopSignal;
import galaxy.client.users.Reason;
import galaxy.client.users.UsersClient;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

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
            files.check();
            ImportJournal done = ImportJournal.open(files.journal().filter(_ -> !dryRun));
            try (RefusedLines refusals =
                    dryRun ? RefusedLines.to(this::note) : RefusedLines.open(files.refused(), done.done())) {
                ImportRun.Counts counts = run(client, files, done, refusals);
                files.copyRefusedLines(refusals.numbers());
                done.finish();
                return report(counts, refusals.count(), files.refused());
            } catch (ImportRun.Stopped stopped) {
                note("stopped after line " + done.done() + "; the same command goes on there");
                return STOPPED;
            }
        } catch (IOException e) {
            throw FileFailure.of(file, e);
        } catch (UncheckedIOException e) {
            throw FileFailure.of(file, Objects.requireNonNull(e.getCause()));
        }
    }

    private ImportRun.Counts run(UsersClient client, ImportFiles files, ImportJournal done, RefusedLines refusals)
            throws IOException {
        try (InputLines lines = new InputLines(files.open());
                Progress bar = new Progress(err(), progress.isOn(), files.size())) {
            if (done.done() > 0) {
                note("continuing after line " + done.done());
            }
            var importer = new UserImporter(client, new Reason(reason, Actor.of("service", "import")));
            var run = new ImportRun(dryRun ? Optional.empty() : Optional.of(importer), done, refusals, bar);
            try (var _ = StopSignal.during(run::stop)) {
                run.all(lines, concurrency);
            }
            return run.counts();
        }
    }

    private int report(ImportRun.Counts counts, long refusals, Path report) {
        if (json.isOn()) {
            out().println(JsonNodeFactory.instance
                    .objectNode()
                    .put("created", counts.created())
                    .put("existing", counts.existing())
                    .put("refused", refusals));
        } else if (dryRun) {
            out().printf("%d lines would be sent, %d are refused%n", counts.unsent(), refusals);
        } else {
            out().printf(
                            "%d users created, %d existed, %d lines refused%n",
                            counts.created(), counts.existing(), refusals);
        }
        if (refusals > 0 && !dryRun) {
            note("refused lines: see %s, correct them and import them again".formatted(report));
        }
        return refusals == 0 ? 0 : ExitException.REFUSED;
    }
}
