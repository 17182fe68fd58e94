/** The declared country of a user: proposals, decisions and what they change. */
@NullMarked
package galaxy.geoprofile.profile;

import org.jspecify.annotations.NullMarked;
