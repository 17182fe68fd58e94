package galaxy.chassis.telemetry;

/** How a log line is written. */
public enum LogFormat {
    /** For a person at a terminal. */
    TEXT,
    /** One JSON object a line, for machines. */
    JSON
}
