/** How the project speaks. */
@NullMarked
package galaxy.app.words;

import org.jspecify.annotations.NullMarked;
