/** Mails: their texts, and when each is sent. */
@NullMarked
package galaxy.auth.mail;

import org.jspecify.annotations.NullMarked;
