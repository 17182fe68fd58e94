/** The TypeScript client, run against the product. */
@NullMarked
package galaxy.app.typescript;

import org.jspecify.annotations.NullMarked;
