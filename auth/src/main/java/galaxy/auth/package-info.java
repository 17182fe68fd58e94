/** The service that proves that a person reads a mailbox, and that owns sessions. */
@NullMarked
package galaxy.auth;

import org.jspecify.annotations.NullMarked;
