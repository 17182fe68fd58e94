/** Tests of the package, and its store in memory. */
@NullMarked
package galaxy.connections.link;

import org.jspecify.annotations.NullMarked;
