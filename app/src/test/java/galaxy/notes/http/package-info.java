/** Notes over HTTP. */
@NullMarked
package galaxy.notes.http;

import org.jspecify.annotations.NullMarked;
