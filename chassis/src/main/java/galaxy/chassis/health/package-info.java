/** The conditions under which a process takes requests. */
@NullMarked
package galaxy.chassis.health;

import org.jspecify.annotations.NullMarked;
