/** Sessions of a player. */
@NullMarked
package galaxy.web.session;

import org.jspecify.annotations.NullMarked;
