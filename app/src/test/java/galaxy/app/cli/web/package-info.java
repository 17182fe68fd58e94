/** Tests of {@code galaxy.app.cli.web}. */
@NullMarked
package galaxy.app.cli.web;

import org.jspecify.annotations.NullMarked;
