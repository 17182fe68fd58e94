/** What happens to a player, as a stream to each device that follows it. */
@NullMarked
package galaxy.gateway.stream;

import org.jspecify.annotations.NullMarked;
