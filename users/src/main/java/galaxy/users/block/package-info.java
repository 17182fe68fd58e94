/** Blocked e-mail subjects, with or without a user. */
@NullMarked
package galaxy.users.block;

import org.jspecify.annotations.NullMarked;
