/** Stores in memory, users in memory, and what every store does. */
@NullMarked
package galaxy.geoprofile.memory;

import org.jspecify.annotations.NullMarked;
