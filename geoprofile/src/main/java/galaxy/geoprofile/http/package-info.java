/** The routes of the service. */
@NullMarked
package galaxy.geoprofile.http;

import org.jspecify.annotations.NullMarked;
