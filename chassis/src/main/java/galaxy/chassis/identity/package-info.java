/** Who may call: names with a role and the digest of a bearer token, and the rule that an open service stays on loopback. */
@NullMarked
package galaxy.chassis.identity;

import org.jspecify.annotations.NullMarked;
