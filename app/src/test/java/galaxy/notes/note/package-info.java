/** What a note is. */
@NullMarked
package galaxy.notes.note;

import org.jspecify.annotations.NullMarked;
