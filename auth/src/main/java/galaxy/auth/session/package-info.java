/** Sessions of users: created by a confirmed challenge, listed, used, and ended. */
@NullMarked
package galaxy.auth.session;

import org.jspecify.annotations.NullMarked;
