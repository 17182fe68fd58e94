/** {@code galaxy users …} and {@code galaxy demo}. */
@NullMarked
package galaxy.app.cli.users;

import org.jspecify.annotations.NullMarked;
