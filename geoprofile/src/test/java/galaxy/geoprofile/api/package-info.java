/** Tests of the service over the wire, beside users. */
@NullMarked
package galaxy.geoprofile.api;

import org.jspecify.annotations.NullMarked;
