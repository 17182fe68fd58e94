/** The gateway over its listeners, with the services that it calls. */
@NullMarked
package galaxy.gateway.api;

import org.jspecify.annotations.NullMarked;
