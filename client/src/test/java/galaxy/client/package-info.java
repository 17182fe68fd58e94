/** Tests of what the clients of all services share. */
@NullMarked
package galaxy.client;

import org.jspecify.annotations.NullMarked;
