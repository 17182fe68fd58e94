/** Files and pictures of pages. */
package galaxy.pages.asset;
