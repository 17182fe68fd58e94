/** The executable model of the geo profile service. */
@NullMarked
package galaxy.models.geoprofile;

import org.jspecify.annotations.NullMarked;
