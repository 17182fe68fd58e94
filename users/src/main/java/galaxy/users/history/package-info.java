/** The full histories of an account, newest first, in pages. */
@NullMarked
package galaxy.users.history;

import org.jspecify.annotations.NullMarked;
