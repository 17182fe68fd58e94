@NullMarked
package galaxy.gateway.grpc;

import org.jspecify.annotations.NullMarked;
