/** Tests of the client of the connections service. */
@NullMarked
package galaxy.client.auth;

import org.jspecify.annotations.NullMarked;
