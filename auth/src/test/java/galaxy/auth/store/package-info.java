/** What auth has in Redis. */
@NullMarked
package galaxy.auth.store;

import org.jspecify.annotations.NullMarked;
