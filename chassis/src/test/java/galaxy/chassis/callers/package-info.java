/** Tests of {@code galaxy.chassis.callers}. */
@NullMarked
package galaxy.chassis.callers;

import org.jspecify.annotations.NullMarked;
