/** How users learn of an approved version, and what happens when its country is changed there by others. */
@NullMarked
package galaxy.geoprofile.sync;

import org.jspecify.annotations.NullMarked;
