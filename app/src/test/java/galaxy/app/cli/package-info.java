/** Tests of what the commands share. */
@NullMarked
package galaxy.app.cli;

import org.jspecify.annotations.NullMarked;
