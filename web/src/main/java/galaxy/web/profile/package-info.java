/** The player's own account: race name, language, time zone, and where to change the rest. */
@NullMarked
package galaxy.web.profile;

import org.jspecify.annotations.NullMarked;
