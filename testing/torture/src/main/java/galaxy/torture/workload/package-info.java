/** What every workload builds on: requests with retries, what clients observed, findings, and readers of the store. */
@org.jspecify.annotations.NullMarked
package galaxy.torture.workload;
