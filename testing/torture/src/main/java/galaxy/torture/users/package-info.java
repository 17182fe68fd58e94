/** The torture of the users service: what its clients request, what must follow, and whether it did. */
@NullMarked
package galaxy.torture.users;

import org.jspecify.annotations.NullMarked;
