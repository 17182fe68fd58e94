/** Tests of the feature. */
@NullMarked
package galaxy.users.racename;

import org.jspecify.annotations.NullMarked;
