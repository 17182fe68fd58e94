/** Clients that mean ill: everything that may come over a wire, and what the services must be like while it does and afterwards. */
@NullMarked
package galaxy.torture.hostile;

import org.jspecify.annotations.NullMarked;
