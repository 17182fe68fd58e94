/** Words everyone shares. Depends on nothing but {@code java.*}. */
@NullMarked
package galaxy.kernel;

import org.jspecify.annotations.NullMarked;
