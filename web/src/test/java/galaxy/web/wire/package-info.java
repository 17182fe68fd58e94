/** The player's pages on a real port, with real services behind them. */
@NullMarked
package galaxy.web.wire;

import org.jspecify.annotations.NullMarked;
