/** What each request of a page goes through. */
@NullMarked
package galaxy.web.http;

import org.jspecify.annotations.NullMarked;
