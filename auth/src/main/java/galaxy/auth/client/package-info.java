/** The users service, called by its client. */
@NullMarked
package galaxy.auth.client;

import org.jspecify.annotations.NullMarked;
