/** {@code galaxy demo}: example players for a running Galaxy, made by the interfaces of its services. */
@NullMarked
package galaxy.app.cli.demo;

import org.jspecify.annotations.NullMarked;
