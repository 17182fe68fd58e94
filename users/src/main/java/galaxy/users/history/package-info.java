/** Append-only history: numbered records, the list of those in force, and the pages of those that were. */
@NullMarked
package galaxy.users.history;

import org.jspecify.annotations.NullMarked;
