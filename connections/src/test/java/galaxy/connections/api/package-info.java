/** The connections service through its API: a real channel, a real server, a real Redis. */
@NullMarked
package galaxy.connections.api;

import org.jspecify.annotations.NullMarked;
