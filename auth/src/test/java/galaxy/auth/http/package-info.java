/** The table of routes. */
@NullMarked
package galaxy.auth.http;

import org.jspecify.annotations.NullMarked;
