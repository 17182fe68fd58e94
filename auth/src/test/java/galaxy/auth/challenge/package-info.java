@NullMarked
package galaxy.auth.challenge;

import org.jspecify.annotations.NullMarked;
