/** Tests of the client of the geo profile service. */
@NullMarked
package galaxy.client.geoprofile;

import org.jspecify.annotations.NullMarked;
