/** The pages behind the sign-in over the wire, with the real services. */
@NullMarked
package galaxy.web.own;

import org.jspecify.annotations.NullMarked;
