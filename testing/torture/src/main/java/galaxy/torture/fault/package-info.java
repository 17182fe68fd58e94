/** The faults that a run injects. */
@org.jspecify.annotations.NullMarked
package galaxy.torture.fault;
