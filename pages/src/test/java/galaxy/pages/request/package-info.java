/** What is checked of every request of a page, and what every response has. */
package galaxy.pages.request;
