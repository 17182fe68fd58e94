/** The client of auth: codes, sessions and what ends them. */
@NullMarked
package galaxy.client.auth;

import org.jspecify.annotations.NullMarked;
