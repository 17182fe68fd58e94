/** Checks whom an invite would go to. */
@NullMarked
package galaxy.web.invite;

import org.jspecify.annotations.NullMarked;
