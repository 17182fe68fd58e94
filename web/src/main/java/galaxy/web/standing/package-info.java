/** What a player may do, and why. */
@NullMarked
package galaxy.web.standing;

import org.jspecify.annotations.NullMarked;
