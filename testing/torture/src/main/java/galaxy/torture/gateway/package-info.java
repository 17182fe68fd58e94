/** Players who reach everything through the gateway. */
@org.jspecify.annotations.NullMarked
package galaxy.torture.gateway;
