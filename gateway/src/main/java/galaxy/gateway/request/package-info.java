/** Which signed requests are accepted. */
@NullMarked
package galaxy.gateway.request;

import org.jspecify.annotations.NullMarked;
