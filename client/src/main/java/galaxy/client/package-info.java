/**
 * The client of the users service: {@link galaxy.client.UsersClient} and the values it takes and gives. It knows the
 * wire and nothing of the service behind it.
 */
@NullMarked
package galaxy.client;

import org.jspecify.annotations.NullMarked;
