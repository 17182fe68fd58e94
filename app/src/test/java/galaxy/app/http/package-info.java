/** The HTTP listeners of the whole process, by the bytes on the wire. */
@NullMarked
package galaxy.app.http;

import org.jspecify.annotations.NullMarked;
