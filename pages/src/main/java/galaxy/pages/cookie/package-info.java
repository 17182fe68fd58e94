/** Cookies of pages: names, attributes, reading, and values that only the service can read. */
@NullMarked
package galaxy.pages.cookie;

import org.jspecify.annotations.NullMarked;
