/** What crosses a wire: the proto or OpenAPI description of each service, error codes, and the avatars. No behaviour. */
@NullMarked
package galaxy.contracts;

import org.jspecify.annotations.NullMarked;
