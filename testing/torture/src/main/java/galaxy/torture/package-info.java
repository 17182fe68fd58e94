/** Faults under load: the command line, the run, and its report. */
@org.jspecify.annotations.NullMarked
package galaxy.torture;
