@NullMarked
package galaxy.chassis.server;

import org.jspecify.annotations.NullMarked;
