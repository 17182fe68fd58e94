/** Tests of the feature. */
@NullMarked
package galaxy.users.limit;

import org.jspecify.annotations.NullMarked;
