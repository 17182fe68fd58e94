/** Tests of the feature. */
@NullMarked
package galaxy.users.account;

import org.jspecify.annotations.NullMarked;
