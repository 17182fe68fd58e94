/** Tests of the feature. */
@NullMarked
package galaxy.users.entitlement;

import org.jspecify.annotations.NullMarked;
