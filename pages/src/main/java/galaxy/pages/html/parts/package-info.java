/** The parts, generated from their templates. */
@NullMarked
package galaxy.pages.html.parts;

import org.jspecify.annotations.NullMarked;
