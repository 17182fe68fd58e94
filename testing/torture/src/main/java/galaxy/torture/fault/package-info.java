/** What is done to a stage, each with its name on the command line. */
@org.jspecify.annotations.NullMarked
package galaxy.torture.fault;
