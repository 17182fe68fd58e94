/**
 * What the services do, written a second time from their contracts: integration tests and torture compare the services with
 * it. Knows no code of a service.
 */
@NullMarked
package galaxy.models;

import org.jspecify.annotations.NullMarked;
