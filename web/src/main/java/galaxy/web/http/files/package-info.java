/** Files that are no pages. */
@NullMarked
package galaxy.web.http.files;

import org.jspecify.annotations.NullMarked;
