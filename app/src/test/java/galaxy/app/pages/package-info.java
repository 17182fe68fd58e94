/** Tests of the pages of players as a process of their own, and of what they stand on. */
@NullMarked
package galaxy.app.pages;

import org.jspecify.annotations.NullMarked;
