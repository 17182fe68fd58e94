/** Tests of {@code galaxy.chassis.paging}. */
@NullMarked
package galaxy.chassis.paging;

import org.jspecify.annotations.NullMarked;
