/** Commands around the pages of players. */
@NullMarked
package galaxy.app.cli.web;

import org.jspecify.annotations.NullMarked;
