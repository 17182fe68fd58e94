/** Sign-in of players, which auth does. */
@NullMarked
package galaxy.gateway.signin;

import org.jspecify.annotations.NullMarked;
