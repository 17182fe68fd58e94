/** The start page over HTTP. */
@NullMarked
package galaxy.web.http.landing;

import org.jspecify.annotations.NullMarked;
