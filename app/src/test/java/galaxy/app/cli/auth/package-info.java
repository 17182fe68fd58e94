/** Commands about sign-in. */
@NullMarked
package galaxy.app.cli.auth;

import org.jspecify.annotations.NullMarked;
