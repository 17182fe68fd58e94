/** Commands on sanctions: records that deny an action to a user of any plan. */
@NullMarked
package galaxy.users.sanction;

import org.jspecify.annotations.NullMarked;
