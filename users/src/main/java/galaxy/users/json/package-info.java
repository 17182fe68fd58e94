/** The parts of an account in JSON, the same on the wire and in events. */
@NullMarked
package galaxy.users.json;

import org.jspecify.annotations.NullMarked;
