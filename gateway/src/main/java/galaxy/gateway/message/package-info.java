/** What a player can ask for by a signed request. */
@NullMarked
package galaxy.gateway.message;

import org.jspecify.annotations.NullMarked;
