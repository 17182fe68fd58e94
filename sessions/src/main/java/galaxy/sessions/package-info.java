/** What a session is, and its credential: a device key or the secret of a cookie. */
@NullMarked
package galaxy.sessions;

import org.jspecify.annotations.NullMarked;
