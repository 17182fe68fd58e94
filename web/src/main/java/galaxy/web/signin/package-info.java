/** Sign-in with a code from a mail. */
@NullMarked
package galaxy.web.signin;

import org.jspecify.annotations.NullMarked;
