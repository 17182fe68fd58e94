/** Serves the username. */
@NullMarked
package galaxy.web.http.username;

import org.jspecify.annotations.NullMarked;
