/** Tests of {@code galaxy.chassis.grpc}. */
@NullMarked
package galaxy.chassis.grpc;

import org.jspecify.annotations.NullMarked;
