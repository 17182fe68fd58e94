/** What users and the geo service change: race name, settings, declared country. */
@NullMarked
package galaxy.users.profile;

import org.jspecify.annotations.NullMarked;
