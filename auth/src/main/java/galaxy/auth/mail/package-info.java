/** Mails of sign-in: their templates and texts, and when each is sent. */
@NullMarked
package galaxy.auth.mail;

import org.jspecify.annotations.NullMarked;
