/** Notes on Redis. */
@NullMarked
package galaxy.notes.store;

import org.jspecify.annotations.NullMarked;
