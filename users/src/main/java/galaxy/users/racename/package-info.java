/** Race names: which texts are names, and which two names are the same to a reader's eye. */
@NullMarked
package galaxy.users.racename;

import org.jspecify.annotations.NullMarked;
