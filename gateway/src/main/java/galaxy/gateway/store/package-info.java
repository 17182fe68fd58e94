/** What the gateway reads in the store. */
@NullMarked
package galaxy.gateway.store;

import org.jspecify.annotations.NullMarked;
