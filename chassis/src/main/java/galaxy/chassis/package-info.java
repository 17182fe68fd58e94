/** How any Galaxy service stands up. */
@NullMarked
package galaxy.chassis;

import org.jspecify.annotations.NullMarked;
