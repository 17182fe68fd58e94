/** The settings of listeners, HTTP or gRPC. */
@NullMarked
package galaxy.chassis.server;

import org.jspecify.annotations.NullMarked;
