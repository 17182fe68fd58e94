/**
 * The client of the connections service: {@link galaxy.client.connections.ConnectionsClient} and the values that it takes
 * and returns.
 */
@NullMarked
package galaxy.client.connections;

import org.jspecify.annotations.NullMarked;
