/** The service put together. */
@NullMarked
package galaxy.auth;

import org.jspecify.annotations.NullMarked;
