package galaxy.chassis.telemetry;

/** The lowest level of the project's own log events that are written. Those of libraries are written from warnings on. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
