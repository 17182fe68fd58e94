/** The gateway: what game clients reach. Its features are pure Java; the technologies around them do not see each other. */
@NullMarked
package galaxy.gateway;

import org.jspecify.annotations.NullMarked;
