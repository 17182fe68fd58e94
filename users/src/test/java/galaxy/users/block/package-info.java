/** Tests of the feature. */
@NullMarked
package galaxy.users.block;

import org.jspecify.annotations.NullMarked;
