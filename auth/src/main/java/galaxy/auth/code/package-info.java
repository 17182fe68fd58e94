/** Codes: how they are derived, typed and compared. */
@NullMarked
package galaxy.auth.code;

import org.jspecify.annotations.NullMarked;
