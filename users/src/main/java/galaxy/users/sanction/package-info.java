/** Commands on sanctions: records that deny an action, whatever the plan of the user. */
@NullMarked
package galaxy.users.sanction;

import org.jspecify.annotations.NullMarked;
