/** REST listeners: one table of routes, strict requests, one form of errors, and the management endpoints. */
@NullMarked
package galaxy.chassis.http;

import org.jspecify.annotations.NullMarked;
