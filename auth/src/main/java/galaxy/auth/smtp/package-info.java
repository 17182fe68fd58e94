/** Mails as MIME, and how they reach a relay. */
@NullMarked
package galaxy.auth.smtp;

import org.jspecify.annotations.NullMarked;
