/** Sessions over HTTP. */
@NullMarked
package galaxy.web.http.session;

import org.jspecify.annotations.NullMarked;
