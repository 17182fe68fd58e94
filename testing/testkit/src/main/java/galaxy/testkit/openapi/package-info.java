/** Checks that what goes over a wire in a test is what an OpenAPI 3.1 file says, and that the file's examples are too. */
@NullMarked
package galaxy.testkit.openapi;

import org.jspecify.annotations.NullMarked;
