package galaxy.chassis.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/** The connections of a listener that speak HTTP/1. */
final class Http1Connections extends HttpConnectionFactory {
    Http1Connections(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        var connection = new ByVersion(getHttpConfiguration(), connector, endPoint);
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }

    /** Leaves {@code Expect} out of a request of HTTP/1.0, whose client knows no {@code 100 Continue} (RFC 9110 10.1.1). */
    private static final class ByVersion extends HttpConnection {
        private ByVersion(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
            super(configuration, connector, endPoint);
        }

        @Override
        protected RequestHandler newRequestHandler() {
            return new RequestHandler() {
                private boolean isEarlier;

                @Override
                public void startRequest(String method, String uri, HttpVersion version) {
                    isEarlier = version == HttpVersion.HTTP_1_0;
                    super.startRequest(method, uri, version);
                }

                @Override
                public void parsedHeader(HttpField field) {
                    if (!isEarlier || field.getHeader() != HttpHeader.EXPECT) {
                        super.parsedHeader(field);
                    }
                }
            };
        }
    }
}
