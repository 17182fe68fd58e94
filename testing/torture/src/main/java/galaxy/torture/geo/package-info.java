/** Users who declare countries, and what must be true of that. */
@org.jspecify.annotations.NullMarked
package galaxy.torture.geo;
