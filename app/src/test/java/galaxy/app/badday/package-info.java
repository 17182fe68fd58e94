/** The real program on bad days: refused starts, crashes, outages, stops. */
@NullMarked
package galaxy.app.badday;

import org.jspecify.annotations.NullMarked;
