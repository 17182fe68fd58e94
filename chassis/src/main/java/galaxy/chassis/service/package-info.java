/** A service as a value: its name, its settings, and how it starts. */
@NullMarked
package galaxy.chassis.service;

import org.jspecify.annotations.NullMarked;
