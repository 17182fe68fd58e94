/** Serves contacts. */
@NullMarked
package galaxy.web.http.contact;

import org.jspecify.annotations.NullMarked;
