/** {@code galaxy connections …}. */
@NullMarked
package galaxy.app.cli.connections;

import org.jspecify.annotations.NullMarked;
