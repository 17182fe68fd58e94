/** Tests of {@code galaxy.chassis.identity}. */
@NullMarked
package galaxy.chassis.identity;

import org.jspecify.annotations.NullMarked;
