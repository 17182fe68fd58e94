/** Commands that do what the client of a player does, through the gateway. */
@NullMarked
package galaxy.app.cli.gateway;

import org.jspecify.annotations.NullMarked;
