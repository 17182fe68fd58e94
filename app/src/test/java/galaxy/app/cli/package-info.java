/** Tests of the commands, against a running service. */
@NullMarked
package galaxy.app.cli;

import org.jspecify.annotations.NullMarked;
