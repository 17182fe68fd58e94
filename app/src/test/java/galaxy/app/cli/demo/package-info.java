/** Tests of {@code galaxy demo}, against running services. */
@NullMarked
package galaxy.app.cli.demo;

import org.jspecify.annotations.NullMarked;
