/** The processes of a run: instances of the packaged program, the Redis below them, and what is between them. */
@org.jspecify.annotations.NullMarked
package galaxy.torture.stage;
