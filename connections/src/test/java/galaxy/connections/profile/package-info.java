/** Tests of the package, and its store in memory. */
@NullMarked
package galaxy.connections.profile;

import org.jspecify.annotations.NullMarked;
