/** A {@code redis-server} child process: found, started, supervised, stopped. */
@NullMarked
package galaxy.redis;

import org.jspecify.annotations.NullMarked;
