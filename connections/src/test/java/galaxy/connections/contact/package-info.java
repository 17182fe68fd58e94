/** Tests of the package, and its store in memory. */
@NullMarked
package galaxy.connections.contact;

import org.jspecify.annotations.NullMarked;
