/** Tests of the commands of connections, against a running service. */
@NullMarked
package galaxy.app.cli.connections;

import org.jspecify.annotations.NullMarked;
