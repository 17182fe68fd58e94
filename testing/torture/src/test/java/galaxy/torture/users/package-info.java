/** What the torture of the users service finds, and what it must find. */
@NullMarked
package galaxy.torture.users;

import org.jspecify.annotations.NullMarked;
