/** A program that uses the Java client of the gateway, to copy from. */
@NullMarked
package galaxy.app.example;

import org.jspecify.annotations.NullMarked;
