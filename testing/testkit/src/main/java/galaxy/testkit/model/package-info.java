/** What executable models and tests with them share: JSON as a model expects it, and the search for an order of operations. */
@NullMarked
package galaxy.testkit.model;

import org.jspecify.annotations.NullMarked;
