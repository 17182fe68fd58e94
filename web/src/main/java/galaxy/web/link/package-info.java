/** Contact links: those of a player, and what is shown to a player who opens one. */
@NullMarked
package galaxy.web.link;

import org.jspecify.annotations.NullMarked;
