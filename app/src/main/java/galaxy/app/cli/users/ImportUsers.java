package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.JsonOption;
import galaxy.app.cli.Progress;
import galaxy.app.cli.ProgressOption;
import galaxy.client.users.Reason;
import galaxy.client.users.UsersClient;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
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
            "It is safe to run again, after a stop or at the end: nothing is done twice. A refused line does not stop the"
                    + " import; the report has its number and the reason, and the exit code is 1."
        })
final class ImportUsers extends UsersServiceCommand {
    private static final String STDIN = "-";

    @Parameters(paramLabel = "FILE", description = "The file, in UTF-8; - reads the standard input.")
    private String file = STDIN;

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
            names = "--reason",
            paramLabel = "CODE",
            defaultValue = "import",
            description = "The reason for the plans that are granted. Default: import.")
    private ReasonCode reason = ReasonCode.of("import");

    @Option(names = "--dry-run", description = "Checks all lines, and sends nothing.")
    private boolean dryRun;

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(UsersClient client) {
        if (concurrency < 1 || concurrency > 256) {
            throw ExitException.usage("--concurrency must be 1 to 256");
        }
        boolean isFile = !file.equals(STDIN);
        Optional<Path> journalFile = journal.or(
                        () -> isFile ? Optional.of(Path.of(file + ".journal")) : Optional.empty())
                .filter(_ -> !dryRun);
        Path report = refused.orElseGet(() -> Path.of((isFile ? file : "import") + ".refused.jsonl"));
        ImportJournal done = ImportJournal.open(journalFile);
        try (InputStream in = isFile ? Files.newInputStream(Path.of(file)) : System.in;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                RefusedLines refusals = RefusedLines.open(report, done.done());
                Progress bar = new Progress(
                        err(),
                        progress.isOn(),
                        isFile ? OptionalLong.of(Files.size(Path.of(file))) : OptionalLong.empty())) {
            if (done.done() > 0) {
                note("continuing after line " + done.done());
            }
            done.skip(lines);
            var importer = new UserImporter(client, new Reason(reason, Actor.of("service", "import")));
            var run = new ImportRun(dryRun ? Optional.empty() : Optional.of(importer), done, refusals, bar);
            run.all(lines, concurrency);
            done.finish();
            return report(run.counts(), refusals.count(), report);
        } catch (IOException | UncheckedIOException e) {
            throw ExitException.file("a file cannot be read or written (%s); check FILE, --journal and --refused"
                    .formatted(e.getMessage()));
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
        if (refusals > 0) {
            note("refused lines: see %s, correct them and import them again".formatted(report));
        }
        return refusals == 0 ? 0 : ExitException.REFUSED;
    }
}
