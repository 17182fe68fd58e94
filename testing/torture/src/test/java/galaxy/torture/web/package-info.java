/** Tests of {@code galaxy.torture.web}. */
@org.jspecify.annotations.NullMarked
package galaxy.torture.web;
