/** Challenges, limits, mails and sessions in Redis. */
@NullMarked
package galaxy.auth.store;

import org.jspecify.annotations.NullMarked;
