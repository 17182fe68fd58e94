package galaxy.torture.connections;

import com.google.protobuf.Message;
import galaxy.models.connections.Messages;
import galaxy.torture.workload.Choices;
import java.util.List;
import java.util.Map;

/**
 * Draws requests at random.
 *
 * @param methods each as often as it is here
 * @param values of each field; others are not set
 */
record Draw(List<String> methods, Map<String, ? extends List<?>> values) {
    /** @param more values of fields that have none */
    Message request(Choices choices, Map<String, ? extends List<?>> more) {
        Message.Builder request = Messages.request(choices.any(methods)).toBuilder();
        request.getDescriptorForType().getFields().forEach(field -> {
            List<?> all = values.containsKey(field.getName()) ? values.get(field.getName()) : more.get(field.getName());
            if (all != null) {
                request.setField(field, choices.any(all));
            }
        });
        return request.build();
    }
}
