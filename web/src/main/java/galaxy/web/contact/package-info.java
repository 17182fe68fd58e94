/** The list of contacts: find, add, remove. */
@NullMarked
package galaxy.web.contact;

import org.jspecify.annotations.NullMarked;
