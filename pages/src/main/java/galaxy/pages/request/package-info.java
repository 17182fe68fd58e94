/** What is checked of every request of a page, and what every response has. */
@NullMarked
package galaxy.pages.request;

import org.jspecify.annotations.NullMarked;
