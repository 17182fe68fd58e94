/** Tests of the client of the connections service. */
@NullMarked
package galaxy.client.connections;

import org.jspecify.annotations.NullMarked;
