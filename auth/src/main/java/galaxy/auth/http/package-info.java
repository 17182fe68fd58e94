/** The REST interface of auth. */
@NullMarked
package galaxy.auth.http;

import org.jspecify.annotations.NullMarked;
