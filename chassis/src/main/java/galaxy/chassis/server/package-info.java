/** Listeners: their settings, whatever they speak. */
@NullMarked
package galaxy.chassis.server;

import org.jspecify.annotations.NullMarked;
