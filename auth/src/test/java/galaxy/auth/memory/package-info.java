/** The stores of auth in memory, and what every store does. */
@NullMarked
package galaxy.auth.memory;

import org.jspecify.annotations.NullMarked;
