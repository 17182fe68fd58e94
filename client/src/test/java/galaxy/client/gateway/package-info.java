/** The client of the gateway, against servers on real sockets. */
@NullMarked
package galaxy.client.gateway;

import org.jspecify.annotations.NullMarked;
