/** How the clients of all services send requests: attempts and pauses, HTTP, JSON. A program needs none of it directly. */
@NullMarked
package galaxy.client.transport;

import org.jspecify.annotations.NullMarked;
