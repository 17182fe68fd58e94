/** The model of the connections service. Requests, responses and values are the messages of the contract. */
@org.jspecify.annotations.NullMarked
package galaxy.models.connections;
