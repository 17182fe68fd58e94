package galaxy.client;

/** The service returned an error that the operation does not allow. */
public final class ErrorResponseException extends ClientException {
    private final transient ServiceError error;

    public ErrorResponseException(ServiceError error) {
        super(message(error), null);
        this.error = error;
    }

    public ServiceError error() {
        return error;
    }

    private static String message(ServiceError error) {
        var text = new StringBuilder("%s %s: %s".formatted(error.status(), error.code(), error.message()));
        error.details().forEach(detail -> text.append(" [%s: %s]".formatted(detail.field(), detail.reason())));
        error.requestId().ifPresent(id -> text.append(" (request ").append(id).append(')'));
        return text.toString();
    }
}
