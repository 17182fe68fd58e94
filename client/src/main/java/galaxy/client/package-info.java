/**
 * What the clients of all services share: settings, the context of a call, outcomes, errors and pages. Each service has a
 * package below with its client, the values that it takes and returns, and its reasons to refuse a request.
 */
@NullMarked
package galaxy.client;

import org.jspecify.annotations.NullMarked;
