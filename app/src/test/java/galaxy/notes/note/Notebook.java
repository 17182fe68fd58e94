package galaxy.notes.note;

import galaxy.kernel.Cause;
import java.time.Instant;
import java.util.Optional;

/** Every note. */
public interface Notebook {
    /** The new note; empty when the title is that of another one. */
    Optional<Note> write(String title, String text, Optional<Instant> expiresAt, Cause cause);

    Optional<Note> find(String id);

    Optional<Note> findByTitle(String title);
}
