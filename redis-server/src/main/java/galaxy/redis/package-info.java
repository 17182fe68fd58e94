/** A {@code redis-server} process of our own: found, started, guarded, supervised, stopped. */
@NullMarked
package galaxy.redis;

import org.jspecify.annotations.NullMarked;
