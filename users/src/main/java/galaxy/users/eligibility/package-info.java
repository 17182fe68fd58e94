/** What a user may do, and why not. */
@NullMarked
package galaxy.users.eligibility;

import org.jspecify.annotations.NullMarked;
