/** Shell and parts of pages, as values; each is one template. */
package galaxy.pages.view;
