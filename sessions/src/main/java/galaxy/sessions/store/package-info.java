/** Where sessions are in the store, and how. */
@NullMarked
package galaxy.sessions.store;

import org.jspecify.annotations.NullMarked;
