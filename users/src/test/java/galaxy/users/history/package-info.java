/** Tests of the feature. */
@NullMarked
package galaxy.users.history;

import org.jspecify.annotations.NullMarked;
