/** Serves the profile and the settings. */
@NullMarked
package galaxy.web.http.profile;

import org.jspecify.annotations.NullMarked;
