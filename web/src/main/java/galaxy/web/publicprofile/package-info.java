/** What others see of a player. */
@NullMarked
package galaxy.web.publicprofile;

import org.jspecify.annotations.NullMarked;
