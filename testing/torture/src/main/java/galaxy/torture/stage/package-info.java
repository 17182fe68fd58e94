/** The processes under torture: instances of the packaged program, the Redis below them, and what lies between. */
@org.jspecify.annotations.NullMarked
package galaxy.torture.stage;
