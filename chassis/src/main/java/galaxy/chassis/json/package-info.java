/** JSON as responses, events and records write it. */
@NullMarked
package galaxy.chassis.json;

import org.jspecify.annotations.NullMarked;
