/** Shell and parts of pages, as values; each is one template. */
@NullMarked
package galaxy.pages.view;

import org.jspecify.annotations.NullMarked;
