/** What operators see of a running service: log lines, metrics, and the trace a request belongs to. */
@NullMarked
package galaxy.chassis.telemetry;

import org.jspecify.annotations.NullMarked;
