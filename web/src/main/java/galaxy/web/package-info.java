/** The player's pages. */
@NullMarked
package galaxy.web;

import org.jspecify.annotations.NullMarked;
