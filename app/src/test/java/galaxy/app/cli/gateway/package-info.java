/** Commands that do what the client of a player does. */
@NullMarked
package galaxy.app.cli.gateway;

import org.jspecify.annotations.NullMarked;
