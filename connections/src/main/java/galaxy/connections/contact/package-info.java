/** Directed contacts: whom a user has on the list. */
@NullMarked
package galaxy.connections.contact;

import org.jspecify.annotations.NullMarked;
