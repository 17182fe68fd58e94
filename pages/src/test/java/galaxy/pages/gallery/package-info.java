/** Every part of pages, to look at. */
package galaxy.pages.gallery;
