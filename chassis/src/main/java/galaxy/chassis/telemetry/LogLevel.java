package galaxy.chassis.telemetry;

/** From which weight on our own log events are written. Libraries are written from warnings on, whatever this says. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
