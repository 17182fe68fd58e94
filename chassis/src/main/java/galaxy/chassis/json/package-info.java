/** JSON as every door, event and record writes it. */
@NullMarked
package galaxy.chassis.json;

import org.jspecify.annotations.NullMarked;
