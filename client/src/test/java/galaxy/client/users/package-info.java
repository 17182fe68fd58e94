/** Tests of the client of the users service: pure ones, and ones against a server with planned responses. */
@NullMarked
package galaxy.client.users;

import org.jspecify.annotations.NullMarked;
