/** A service as a value: what it is called, what can be set, and how it starts. */
@NullMarked
package galaxy.chassis.service;

import org.jspecify.annotations.NullMarked;
