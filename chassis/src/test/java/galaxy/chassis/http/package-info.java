/** Tests of {@code galaxy.chassis.http}. */
@NullMarked
package galaxy.chassis.http;

import org.jspecify.annotations.NullMarked;
