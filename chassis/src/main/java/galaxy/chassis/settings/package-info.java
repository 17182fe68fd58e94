/** What an operator may set: keys with type, default and description, read once into records, all problems reported together. */
@NullMarked
package galaxy.chassis.settings;

import org.jspecify.annotations.NullMarked;
