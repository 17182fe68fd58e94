/** What the commands share that call a running service: options, times, tables, errors. */
@NullMarked
package galaxy.app.cli;

import org.jspecify.annotations.NullMarked;
