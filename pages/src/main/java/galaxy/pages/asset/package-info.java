/** Files and pictures of pages. */
@NullMarked
package galaxy.pages.asset;

import org.jspecify.annotations.NullMarked;
