/** Tests of the shared words. */
@NullMarked
package galaxy.kernel;

import org.jspecify.annotations.NullMarked;
