/** Commands on the plan of a user. */
@NullMarked
package galaxy.users.entitlement;

import org.jspecify.annotations.NullMarked;
