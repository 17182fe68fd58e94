/** The pages in Chromium: what a person sees, does, and is kept from. */
@NullMarked
package galaxy.browser;

import org.jspecify.annotations.NullMarked;
