/** The toolkit of the services with pages. */
@NullMarked
package galaxy.pages;

import org.jspecify.annotations.NullMarked;
