/** Paths of pages and links to them. */
@NullMarked
package galaxy.pages.route;

import org.jspecify.annotations.NullMarked;
