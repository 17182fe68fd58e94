/** The start page. */
@NullMarked
package galaxy.web.landing;

import org.jspecify.annotations.NullMarked;
