/** A client of HTTP/1.1 that sends what no library sends. */
@NullMarked
package galaxy.testkit.http;

import org.jspecify.annotations.NullMarked;
