/** Serves the check of invites. */
@NullMarked
package galaxy.web.http.invite;

import org.jspecify.annotations.NullMarked;
