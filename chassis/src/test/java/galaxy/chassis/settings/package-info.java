/** Tests of {@code galaxy.chassis.settings}. */
@NullMarked
package galaxy.chassis.settings;

import org.jspecify.annotations.NullMarked;
