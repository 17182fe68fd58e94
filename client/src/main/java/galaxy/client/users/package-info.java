/** The client of the users service: {@link galaxy.client.users.UsersClient} and the values that it takes and returns. */
@NullMarked
package galaxy.client.users;

import org.jspecify.annotations.NullMarked;
