/** The users service, called by its client. */
@NullMarked
package galaxy.geoprofile.client;

import org.jspecify.annotations.NullMarked;
