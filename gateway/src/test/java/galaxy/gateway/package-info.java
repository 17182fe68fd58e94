/** The gateway as its callers meet it. */
@NullMarked
package galaxy.gateway;

import org.jspecify.annotations.NullMarked;
