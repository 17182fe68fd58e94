/** The connections service: usernames, public profiles, contacts and contact links. */
@NullMarked
package galaxy.connections;

import org.jspecify.annotations.NullMarked;
