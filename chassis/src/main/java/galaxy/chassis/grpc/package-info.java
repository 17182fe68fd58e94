/** gRPC listeners: who may call which method, one form of errors, limits, health and reflection. */
@NullMarked
package galaxy.chassis.grpc;

import org.jspecify.annotations.NullMarked;
