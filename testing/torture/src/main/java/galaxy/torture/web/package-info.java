/** Players who use the pages, and what must be true of that. */
@org.jspecify.annotations.NullMarked
package galaxy.torture.web;
