/** What a log may not say. */
@org.jspecify.annotations.NullMarked
package galaxy.torture.stage;
