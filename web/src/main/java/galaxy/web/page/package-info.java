/** What the pages of all features have in common. */
@NullMarked
package galaxy.web.page;

import org.jspecify.annotations.NullMarked;
