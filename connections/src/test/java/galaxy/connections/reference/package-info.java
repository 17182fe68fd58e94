/** The reference pages against what the service does. */
@NullMarked
package galaxy.connections.reference;

import org.jspecify.annotations.NullMarked;
