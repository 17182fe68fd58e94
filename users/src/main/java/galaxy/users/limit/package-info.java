/** Limits: the defaults of each plan, the limits that apply to a user, and the commands on overrides. */
@NullMarked
package galaxy.users.limit;

import org.jspecify.annotations.NullMarked;
