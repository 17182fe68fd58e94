/** The listing of users: its order, its filters, and the index terms that find candidates for them. */
@NullMarked
package galaxy.users.listing;

import org.jspecify.annotations.NullMarked;
