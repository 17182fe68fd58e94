/** Short tortures, and a torture that must find something. */
@org.jspecify.annotations.NullMarked
package galaxy.torture;
