/** Challenges: a code is sent to an address and confirmed, step by step. */
@NullMarked
package galaxy.auth.challenge;

import org.jspecify.annotations.NullMarked;
