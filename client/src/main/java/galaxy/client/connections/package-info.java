/** Calls to the connections service. Messages are those of the contract, {@code galaxy.contracts.connections.v1}. */
@NullMarked
package galaxy.client.connections;

import org.jspecify.annotations.NullMarked;
