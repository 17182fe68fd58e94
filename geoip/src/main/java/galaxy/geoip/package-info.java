/** The country of an address and the usual language of a country, from files. Nothing here uses the network. */
@NullMarked
package galaxy.geoip;

import org.jspecify.annotations.NullMarked;
