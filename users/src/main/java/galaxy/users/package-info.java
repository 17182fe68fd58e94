/** The users service: who exists and what they may do. */
@NullMarked
package galaxy.users;

import org.jspecify.annotations.NullMarked;
