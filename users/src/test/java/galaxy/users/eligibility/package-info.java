/** Tests of the feature. */
@NullMarked
package galaxy.users.eligibility;

import org.jspecify.annotations.NullMarked;
