/** Clients who sign in, guess codes, end sessions and block users. */
@org.jspecify.annotations.NullMarked
package galaxy.torture.auth;
