/** Tests of {@code galaxy.chassis.store}. */
@NullMarked
package galaxy.chassis.store;

import org.jspecify.annotations.NullMarked;
