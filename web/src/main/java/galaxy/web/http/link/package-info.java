/** Serves contact links. */
@NullMarked
package galaxy.web.http.link;

import org.jspecify.annotations.NullMarked;
