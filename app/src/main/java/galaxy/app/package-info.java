/** The runnable program: the command line, and the services in one process. */
@NullMarked
package galaxy.app;

import org.jspecify.annotations.NullMarked;
