/** All of it in the bucket store. */
@NullMarked
package galaxy.connections.store;

import org.jspecify.annotations.NullMarked;
