/** Commands of the geo profile service. */
@NullMarked
package galaxy.app.cli.geo;

import org.jspecify.annotations.NullMarked;
