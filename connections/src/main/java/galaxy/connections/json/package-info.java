/** What is read from JSON files. */
@NullMarked
package galaxy.connections.json;

import org.jspecify.annotations.NullMarked;
