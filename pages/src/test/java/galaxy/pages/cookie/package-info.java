/** Cookies of pages: names, attributes, reading, and values that only the service can read. */
package galaxy.pages.cookie;
