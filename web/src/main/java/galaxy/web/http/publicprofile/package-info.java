/** Serves the public profile. */
@NullMarked
package galaxy.web.http.publicprofile;

import org.jspecify.annotations.NullMarked;
