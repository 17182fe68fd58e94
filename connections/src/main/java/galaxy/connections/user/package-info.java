/** Users as connections knows them: by an id that others gave. */
@NullMarked
package galaxy.connections.user;

import org.jspecify.annotations.NullMarked;
