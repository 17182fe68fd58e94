/** Tests of {@code galaxy.chassis.telemetry}. */
@NullMarked
package galaxy.chassis.telemetry;

import org.jspecify.annotations.NullMarked;
