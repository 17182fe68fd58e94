package galaxy.client;

/** The service answered with an error that the operation does not provide for. */
public final class ErrorAnswerException extends ClientException {
    private final transient ServiceError error;

    ErrorAnswerException(ServiceError error) {
        super(sentence(error), null);
        this.error = error;
    }

    public ServiceError error() {
        return error;
    }

    private static String sentence(ServiceError error) {
        ServiceError.Report report = error.report();
        var text = new StringBuilder("%d %s: %s".formatted(report.status(), error.code(), report.message()));
        report.details().forEach(detail -> text.append(" [%s: %s]".formatted(detail.field(), detail.reason())));
        report.requestId().ifPresent(id -> text.append(" (request ").append(id).append(')'));
        return text.toString();
    }
}
