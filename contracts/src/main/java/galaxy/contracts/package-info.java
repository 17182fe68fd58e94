/** What crosses a wire: the OpenAPI description of each REST service and the error codes they share. No behaviour. */
@NullMarked
package galaxy.contracts;

import org.jspecify.annotations.NullMarked;
