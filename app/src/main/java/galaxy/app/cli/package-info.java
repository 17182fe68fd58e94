/** The commands that talk to a running service: {@code galaxy users …} and {@code galaxy demo}. */
@NullMarked
package galaxy.app.cli;

import org.jspecify.annotations.NullMarked;
