/** The toolkit of pages, rendered and over the wire. */
package galaxy.pages;
