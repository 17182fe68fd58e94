/** The REST door of a service: a visible table of routes, strict requests, one shape of errors, and the management endpoints. */
@NullMarked
package galaxy.chassis.http;

import org.jspecify.annotations.NullMarked;
