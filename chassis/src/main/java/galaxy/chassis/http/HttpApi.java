package galaxy.chassis.http;

/**
 * What an HTTP listener serves.
 *
 * @param errors the form of its errors
 */
public record HttpApi(Routes routes, ErrorRenderer errors) {

    /** Routes whose errors are JSON. */
    public static HttpApi json(Routes routes) {
        return new HttpApi(routes, ErrorRenderer.JSON);
    }
}
