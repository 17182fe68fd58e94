@org.jspecify.annotations.NullMarked
package galaxy.web.page;
