/** {@code galaxy users …}. */
@NullMarked
package galaxy.app.cli.users;

import org.jspecify.annotations.NullMarked;
