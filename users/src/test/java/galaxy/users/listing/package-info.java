/** Tests of the feature. */
@NullMarked
package galaxy.users.listing;

import org.jspecify.annotations.NullMarked;
