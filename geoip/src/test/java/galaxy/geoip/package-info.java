@NullMarked
package galaxy.geoip;

import org.jspecify.annotations.NullMarked;
