/** Tests of the records in Redis. */
@NullMarked
package galaxy.geoprofile.store;

import org.jspecify.annotations.NullMarked;
