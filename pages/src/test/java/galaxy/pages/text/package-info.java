/** Languages, messages, times, zones and reasons of pages. */
package galaxy.pages.text;
