/** What must be well for the process to take requests. */
@NullMarked
package galaxy.chassis.health;

import org.jspecify.annotations.NullMarked;
