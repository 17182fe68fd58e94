/** The gRPC door of a service: who may call which method, one shape of errors, limits, health and reflection. */
@NullMarked
package galaxy.chassis.grpc;

import org.jspecify.annotations.NullMarked;
