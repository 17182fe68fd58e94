/** Accounts, e-mail subjects and listings in the bucket store. */
@NullMarked
package galaxy.users.store;

import org.jspecify.annotations.NullMarked;
