package galaxy.app.cli.users;

import galaxy.app.cli.InputLines;
import galaxy.app.cli.Progress;
import galaxy.app.cli.users.ImportJournal.User;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Parsed;
import galaxy.kernel.Sha256;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** One run over the lines of a file, several at a time. The first error that is not one of a line ends it. */
final class ImportRun {
    private final Optional<UserImporter> importer;
    private final ImportJournal journal;
    private final RefusedLines refusals;
    private final Progress bar;
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong existing = new AtomicLong();
    private final AtomicLong unsent = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<Optional<RuntimeException>> failure = new AtomicReference<>(Optional.empty());
    private final FirstLines firstLines = new FirstLines();
    private final LineCheck lineCheck = new LineCheck();

    /** @param importer none for a run that only checks */
    ImportRun(Optional<UserImporter> importer, ImportJournal journal, RefusedLines refusals, Progress bar) {
        this.importer = importer;
        this.journal = journal;
        this.refusals = refusals;
        this.bar = bar;
    }

    /** What this run did, without the runs before. */
    record Counts(long created, long existing, long unsent) {}

    /** Ends the run after the lines in progress; {@link #all} throws this. */
    void stop() {
        failure.compareAndSet(Optional.empty(), Optional.of(new Stopped()));
    }

    /** The run was asked to stop. */
    static final class Stopped extends RuntimeException {}

    Counts counts() {
        return new Counts(created.get(), existing.get(), unsent.get());
    }

    /**
     * Imports all lines.
     *
     * @throws galaxy.client.ClientException when the service does not respond; the journal has the progress
     */
    void all(InputLines lines, int concurrency) throws IOException {
        bytes.set(journal.skip(lines, (line, number) -> check(line, number)));
        Semaphore places = new Semaphore(concurrency);
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Optional<InputLines.Line> next = lines.next();
                    next.isPresent() && failure.get().isEmpty();
                    next = lines.next()) {
                InputLines.Line line = next.get();
                ImportJournal.Line started = journal.begin(line.text());
                Optional<Parsed<ImportLine>> checked = check(line, started.number());
                if (importer.isEmpty()) {
                    // In the order of the file, as a line may be refused for one before.
                    handle(line, checked, started);
                    continue;
                }
                places.acquireUninterruptibly();
                workers.execute(() -> {
                    try {
                        handle(line, checked, started);
                    } catch (RuntimeException e) {
                        failure.compareAndSet(Optional.empty(), Optional.of(e));
                    } finally {
                        places.release();
                    }
                });
            }
        }
        journal.save();
        failure.get().ifPresent(e -> {
            throw e;
        });
    }

    /** The user of a line, in the order of the file: of two lines for one user the first counts. None for an empty line. */
    private Optional<Parsed<ImportLine>> check(InputLines.Line line, long number) {
        if (line.problem().isPresent()) {
            return Optional.of(Parsed.invalid(line.problem().get()));
        }
        if (line.text().isBlank()) {
            return Optional.empty();
        }
        Parsed<ImportLine> parsed = ImportLine.parse(line.text());
        if (parsed instanceof Parsed.Valid<ImportLine>(ImportLine user)) {
            OptionalLong first = firstLines.firstOf(user.email().value(), number);
            if (first.isPresent()) {
                return Optional.of(Parsed.invalid("is for the same user as line " + first.getAsLong()));
            }
        }
        return Optional.of(parsed);
    }

    private void handle(InputLines.Line read, Optional<Parsed<ImportLine>> checked, ImportJournal.Line line) {
        if (failure.get().isPresent()) {
            return;
        }
        User user = checked.map(parsed -> switch (parsed) {
                    case Parsed.Invalid<ImportLine>(String reason) -> refused(line, "invalid_line", reason);
                    case Parsed.Valid<ImportLine>(ImportLine valid) -> handle(valid, key(read.text()), line);
                })
                .orElse(User.NONE);
        refusals.begin();
        journal.done(line, user);
        progress(bytes.addAndGet(read.length()));
    }

    private void progress(long read) {
        bar.at(read, "%d created, %d existed, %d refused".formatted(created.get(), existing.get(), refusals.count()));
    }

    private User handle(ImportLine user, IdempotencyKey key, ImportJournal.Line line) {
        if (importer.isEmpty()) {
            lineCheck
                    .problem(user, line.number(), InstantSource.system().instant())
                    .ifPresentOrElse(
                            problem -> refusals.add(line.number(), "invalid_request", problem),
                            unsent::incrementAndGet);
            return User.NONE;
        }
        return switch (importer.get().run(user, key)) {
            case UserImporter.Result.Created _ -> {
                created.incrementAndGet();
                yield User.CREATED;
            }
            case UserImporter.Result.Existing _ -> {
                existing.incrementAndGet();
                yield User.EXISTING;
            }
            case UserImporter.Result.Refused(String code, String reason) -> refused(line, code, reason);
        };
    }

    private User refused(ImportJournal.Line line, String code, String reason) {
        refusals.add(line.number(), code, reason);
        return User.NONE;
    }

    /** The same key for the same line, so that a plan is granted once however often the line is imported. */
    private static IdempotencyKey key(String text) {
        return IdempotencyKey.of("import-" + Sha256.hex(text.strip()));
    }
}
