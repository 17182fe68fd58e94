/** Tests of what users are shown of their own accounts. */
@NullMarked
package galaxy.users.standing;

import org.jspecify.annotations.NullMarked;
