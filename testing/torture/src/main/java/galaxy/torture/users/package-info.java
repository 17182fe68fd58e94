/** Torture of the users service: what its clients do, what must come of it, and whether it did. */
@NullMarked
package galaxy.torture.users;

import org.jspecify.annotations.NullMarked;
