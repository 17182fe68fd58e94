/** Tests of {@code galaxy.torture.hostile}. */
@NullMarked
package galaxy.torture.hostile;

import org.jspecify.annotations.NullMarked;
