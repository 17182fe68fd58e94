/** The REST interface of the users service: decodes, calls, encodes. */
@NullMarked
package galaxy.users.http;

import org.jspecify.annotations.NullMarked;
