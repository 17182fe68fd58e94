/** Mails over the wire. */
@NullMarked
package galaxy.auth.smtp;

import org.jspecify.annotations.NullMarked;
