/** Tests of how requests are sent. */
@NullMarked
package galaxy.client.transport;

import org.jspecify.annotations.NullMarked;
