/** The name by which others find a player. */
@NullMarked
package galaxy.web.username;

import org.jspecify.annotations.NullMarked;
