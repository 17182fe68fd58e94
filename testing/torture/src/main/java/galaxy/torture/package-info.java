/** Faults under load: what the services promise, checked after everything that may happen to them has happened. */
@org.jspecify.annotations.NullMarked
package galaxy.torture;
