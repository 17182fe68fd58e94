/** Notes over gRPC. */
@NullMarked
package galaxy.notes.grpc;

import org.jspecify.annotations.NullMarked;
