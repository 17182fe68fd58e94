/** The words of the project. */
@NullMarked
package galaxy.app.words;

import org.jspecify.annotations.NullMarked;
