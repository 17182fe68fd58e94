/** Sign-in over HTTP. */
@NullMarked
package galaxy.web.http.signin;

import org.jspecify.annotations.NullMarked;
