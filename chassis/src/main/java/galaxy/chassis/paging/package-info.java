/** Page tokens. */
@NullMarked
package galaxy.chassis.paging;

import org.jspecify.annotations.NullMarked;
