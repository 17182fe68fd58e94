/** The gRPC door. */
@NullMarked
package galaxy.connections.grpc;

import org.jspecify.annotations.NullMarked;
