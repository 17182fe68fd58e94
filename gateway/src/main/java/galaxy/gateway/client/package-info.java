/** Users, auth and geoprofile, called by their clients. */
@NullMarked
package galaxy.gateway.client;

import org.jspecify.annotations.NullMarked;
