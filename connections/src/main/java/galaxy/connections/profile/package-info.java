/** Usernames and public profiles: one aggregate for each user. */
@NullMarked
package galaxy.connections.profile;

import org.jspecify.annotations.NullMarked;
