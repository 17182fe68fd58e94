/** How any service stands up. */
@NullMarked
package galaxy.chassis;

import org.jspecify.annotations.NullMarked;
