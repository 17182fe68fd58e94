/** Languages, messages, times, zones and reasons of pages. */
@NullMarked
package galaxy.pages.text;

import org.jspecify.annotations.NullMarked;
