/** The public REST. */
@NullMarked
package galaxy.gateway.http;

import org.jspecify.annotations.NullMarked;
