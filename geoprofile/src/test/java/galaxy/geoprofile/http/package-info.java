/** The table of routes. */
@NullMarked
package galaxy.geoprofile.http;

import org.jspecify.annotations.NullMarked;
