/** Sanctions: records that deny an action whatever the user has paid for. */
@NullMarked
package galaxy.users.sanction;

import org.jspecify.annotations.NullMarked;
