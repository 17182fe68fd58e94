/** The records of the service in Redis. */
@NullMarked
package galaxy.geoprofile.store;

import org.jspecify.annotations.NullMarked;
