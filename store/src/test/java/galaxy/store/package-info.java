/** Tests of {@code galaxy.store}. */
@NullMarked
package galaxy.store;

import org.jspecify.annotations.NullMarked;
