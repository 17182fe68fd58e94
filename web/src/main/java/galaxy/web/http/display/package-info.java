/** Language and theme over HTTP. */
@NullMarked
package galaxy.web.http.display;

import org.jspecify.annotations.NullMarked;
