/** The gRPC API. */
@NullMarked
package galaxy.connections.grpc;

import org.jspecify.annotations.NullMarked;
