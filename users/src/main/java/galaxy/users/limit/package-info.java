/** Limits: how many of something a user may have, by plan and by override. */
@NullMarked
package galaxy.users.limit;

import org.jspecify.annotations.NullMarked;
