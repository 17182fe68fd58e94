package galaxy.notes.store;

import galaxy.kernel.Cause;
import galaxy.notes.note.Note;
import galaxy.notes.note.Notebook;
import galaxy.store.Bucket;
import galaxy.store.CauseJson;
import galaxy.store.Commit;
import galaxy.store.EventFactory;
import galaxy.store.Keyspace;
import galaxy.store.NameOwners;
import galaxy.store.Names;
import galaxy.store.Naming;
import galaxy.store.ServiceStore;
import galaxy.store.StoreWork;
import galaxy.store.Version;
import galaxy.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Notes in a key space of their own, each under a title that it claims. */
public final class RedisNotes implements Notebook, NameOwners<StoredNote> {
    public static final Keyspace SPACE = new Keyspace("notes");

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ServiceStore store;
    private final Names<StoredNote> names;

    public RedisNotes(ServiceStore store) {
        this.store = store;
        this.names = store.names(this);
    }

    public StoreWork work() {
        return store.work(this::repair, Optional.of(names));
    }

    @Override
    public Optional<Note> write(String title, String text, Optional<Instant> expiresAt, Cause cause) {
        String id = "note_" + Naming.freshToken(store.random());
        var pending = Naming.Pending.of(List.of(title), "", CauseJson.text(cause), store.random());
        var note = new StoredNote(new Note(id, title, text, expiresAt), Naming.NONE.intend(pending));
        store.records().send(put(Optional.empty(), note));
        names.settle(id);
        return find(id);
    }

    @Override
    public Optional<Note> find(String id) {
        return read(id).flatMap(seen -> seen.value().inForce())
                .filter(note -> !note.isExpired(store.clock().instant()));
    }

    @Override
    public Optional<Note> findByTitle(String title) {
        return store.claims()
                .find(title)
                .flatMap(claim -> find(claim.owner()))
                .filter(note -> note.title().equals(title));
    }

    /** Completes what is pending; the end of a note frees its title. */
    private void repair(String id) {
        names.settle(id);
        read(id).filter(seen -> seen.value().inForce().isPresent())
                .filter(seen -> seen.value().note().isExpired(store.clock().instant()))
                .ifPresent(seen -> {
                    var held = seen.value().naming().held();
                    var ended = seen.value().with(new Naming(List.of(), Optional.empty(), held));
                    store.records()
                            .send(emit(put(Optional.of(seen), ended), "expired", Optional.of(seen), Cause.EXPIRY));
                    names.settle(id);
                });
    }

    @Override
    public Optional<Versioned<StoredNote>> read(String owner) {
        return store.records().read(key(owner), StoredNote.FORMAT);
    }

    @Override
    public Naming naming(StoredNote owner) {
        return owner.naming();
    }

    @Override
    public Commit unchanged(String owner, Optional<Version> seen) {
        return store.records().commit(Bucket.ofId(owner)).check(key(owner), seen);
    }

    @Override
    public Optional<Naming.Pending> redraw(StoredNote owner) {
        return Optional.empty();
    }

    @Override
    public Commit commitTaken(String owner, Versioned<StoredNote> seen, Naming after) {
        var cause =
                CauseJson.parse(seen.value().naming().pending().orElseThrow().cause());
        var commit = put(Optional.of(seen), seen.value().with(after));
        return emit(commit, "created", Optional.of(seen), cause);
    }

    @Override
    public Commit commitGivenUp(String owner, Versioned<StoredNote> seen, Naming after) {
        return commitQuietly(owner, seen, after);
    }

    @Override
    public Commit commitQuietly(String owner, Versioned<StoredNote> seen, Naming after) {
        return put(Optional.of(seen), seen.value().with(after));
    }

    private Commit put(Optional<Versioned<StoredNote>> seen, StoredNote next) {
        String id = next.note().id();
        Optional<Instant> due = next.naming().isSettled()
                ? next.inForce().flatMap(Note::expiresAt)
                : Optional.of(store.clock().instant().plus(GRACE));
        return store.records()
                .commit(Bucket.ofId(id))
                .put(key(id), seen.map(Versioned::version), StoredNote.FORMAT, next)
                .due(id, due);
    }

    private Commit emit(Commit commit, String operation, Optional<Versioned<StoredNote>> seen, Cause cause) {
        var note = seen.orElseThrow();
        var change = new EventFactory.Changed(
                "notes.note.changed",
                operation,
                note.value().note().id(),
                Optional.empty(),
                cause,
                fields -> fields.string("title", note.value().note().title()));
        long sequence = note.version().number() + 1;
        store.events()
                .events(List.of(change), store.clock().instant(), sequence)
                .forEach(commit::emit);
        return commit;
    }

    private static String key(String id) {
        return SPACE.key(Bucket.ofId(id), "note", id);
    }
}
