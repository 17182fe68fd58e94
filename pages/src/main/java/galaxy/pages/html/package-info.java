/** The shell, generated from its template. */
@NullMarked
package galaxy.pages.html;

import org.jspecify.annotations.NullMarked;
