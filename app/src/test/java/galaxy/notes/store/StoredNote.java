package galaxy.notes.store;

import galaxy.notes.note.Note;
import galaxy.store.Format;
import galaxy.store.Naming;
import galaxy.store.NamingJson;
import galaxy.store.StoredJson;
import java.util.Optional;

/** A note and the claim of its title. */
record StoredNote(Note note, Naming naming) {
    static final Format<StoredNote> FORMAT = Format.json(
            (fields, stored) -> {
                fields.string("id", stored.note.id())
                        .string("title", stored.note.title())
                        .string("text", stored.note.text());
                StoredJson.time(fields, "expires_at", stored.note.expiresAt());
                NamingJson.write(fields, stored.naming);
            },
            json -> new StoredNote(
                    new Note(
                            StoredJson.text(json, "id"),
                            StoredJson.text(json, "title"),
                            StoredJson.text(json, "text"),
                            StoredJson.optional(json, "expires_at").map(StoredJson::time)),
                    NamingJson.read(json)));

    StoredNote with(Naming after) {
        return new StoredNote(note, after);
    }

    Optional<Note> inForce() {
        return naming.held().isEmpty() ? Optional.empty() : Optional.of(note);
    }
}
