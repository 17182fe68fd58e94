/** Who asks: e-mail addresses as players type them, and the network addresses that requests come from. */
@NullMarked
package galaxy.auth.address;

import org.jspecify.annotations.NullMarked;
