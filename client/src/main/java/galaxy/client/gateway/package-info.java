/**
 * Calls the gateway as a game client does: sign-in by a code, requests that a device key signs, and a stream of what changes.
 * {@link galaxy.client.gateway.GatewayClient} is the begin.
 */
@NullMarked
package galaxy.client.gateway;

import org.jspecify.annotations.NullMarked;
