/** Standing over HTTP. */
@NullMarked
package galaxy.web.http.standing;

import org.jspecify.annotations.NullMarked;
