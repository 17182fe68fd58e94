package galaxy.app.cli;

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

/** One run over the lines of a file, some at once. The first failure that is not the fault of a line ends it. */
final class ImportRun {
    private final Optional<ImportOne> one;
    private final ImportJournal journal;
    private final RefusedLines refusals;
    private final Progress bar;
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong existing = new AtomicLong();
    private final AtomicLong unsent = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<Optional<RuntimeException>> failure = new AtomicReference<>(Optional.empty());

    /** @param one none for a run that only checks */
    ImportRun(Optional<ImportOne> one, ImportJournal journal, RefusedLines refusals, Progress bar) {
        this.one = one;
        this.journal = journal;
        this.refusals = refusals;
        this.bar = bar;
    }

    /** What this run did; what runs before it did is not in it. */
    record Counts(long created, long existing, long unsent) {}

    Counts counts() {
        return new Counts(created.get(), existing.get(), unsent.get());
    }

    /** @throws galaxy.client.ClientException when the service does not answer; then the journal says how far it is */
    void all(BufferedReader lines, int concurrency) throws IOException {
        Semaphore places = new Semaphore(concurrency);
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String line = lines.readLine(); line != null && failure.get().isEmpty(); line = lines.readLine()) {
                String text = line;
                ImportJournal.Line begun = journal.begin(text);
                places.acquireUninterruptibly();
                workers.execute(() -> {
                    try {
                        bring(text, begun);
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

    private void bring(String text, ImportJournal.Line line) {
        if (failure.get().isPresent()) {
            return;
        }
        if (!text.isBlank()) {
            switch (ImportLine.parse(text)) {
                case Parsed.Invalid<ImportLine>(String reason) -> refusals.add(line.number(), "invalid_line", reason);
                case Parsed.Valid<ImportLine>(ImportLine user) -> bring(user, key(text), line);
            }
        }
        journal.done(line);
        long read = bytes.addAndGet(text.getBytes(StandardCharsets.UTF_8).length + 1L);
        bar.at(read, "%d created, %d existed, %d refused".formatted(created.get(), existing.get(), refusals.count()));
    }

    private void bring(ImportLine user, String key, ImportJournal.Line line) {
        if (one.isEmpty()) {
            unsent.incrementAndGet();
            return;
        }
        switch (one.get().bring(user, key)) {
            case ImportOne.Fate.Created _ -> created.incrementAndGet();
            case ImportOne.Fate.Existing _ -> existing.incrementAndGet();
            case ImportOne.Fate.Refused(String code, String reason) -> refusals.add(line.number(), code, reason);
        }
    }

    /** The same for the same line, so that a plan is granted once however often the line is imported. */
    private static String key(String text) {
        return "import-" + Sha256.hex(text.strip());
    }
}
