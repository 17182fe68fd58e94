package galaxy.app.cli.users;

import galaxy.app.cli.Progress;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Parsed;
import galaxy.kernel.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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

    /** @param importer none for a run that only checks */
    ImportRun(Optional<UserImporter> importer, ImportJournal journal, RefusedLines refusals, Progress bar) {
        this.importer = importer;
        this.journal = journal;
        this.refusals = refusals;
        this.bar = bar;
    }

    /** What this run did, without the runs before. */
    record Counts(long created, long existing, long unsent) {}

    Counts counts() {
        return new Counts(created.get(), existing.get(), unsent.get());
    }

    /**
     * Imports all lines.
     *
     * @throws galaxy.client.ClientException when the service does not respond; the journal has the progress
     */
    void all(BufferedReader lines, int concurrency) throws IOException {
        Semaphore places = new Semaphore(concurrency);
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String line = lines.readLine(); line != null && failure.get().isEmpty(); line = lines.readLine()) {
                String text = line;
                ImportJournal.Line started = journal.begin(text);
                places.acquireUninterruptibly();
                workers.execute(() -> {
                    try {
                        handle(text, started);
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

    private void handle(String text, ImportJournal.Line line) {
        if (failure.get().isPresent()) {
            return;
        }
        if (!text.isBlank()) {
            switch (ImportLine.parse(text)) {
                case Parsed.Invalid<ImportLine>(String reason) -> refusals.add(line.number(), "invalid_line", reason);
                case Parsed.Valid<ImportLine>(ImportLine user) -> handle(user, key(text), line);
            }
        }
        journal.done(line);
        long read = bytes.addAndGet(text.getBytes(StandardCharsets.UTF_8).length + 1L);
        bar.at(read, "%d created, %d existed, %d refused".formatted(created.get(), existing.get(), refusals.count()));
    }

    private void handle(ImportLine user, IdempotencyKey key, ImportJournal.Line line) {
        if (importer.isEmpty()) {
            unsent.incrementAndGet();
            return;
        }
        switch (importer.get().run(user, key)) {
            case UserImporter.Result.Created _ -> created.incrementAndGet();
            case UserImporter.Result.Existing _ -> existing.incrementAndGet();
            case UserImporter.Result.Refused(String code, String reason) -> refusals.add(line.number(), code, reason);
        }
    }

    /** The same key for the same line, so that a plan is granted once however often the line is imported. */
    private static IdempotencyKey key(String text) {
        return IdempotencyKey.of("import-" + Sha256.hex(text.strip()));
    }
}
