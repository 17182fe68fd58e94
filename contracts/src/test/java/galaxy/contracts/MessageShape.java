package galaxy.contracts;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Locale;
import java.util.stream.Collectors;

/** A message of a proto in one line: its fields by number, with the type where that is not {@code string}. */
final class MessageShape {
    private MessageShape() {}

    static String of(Descriptor message) {
        return message.getName() + ": "
                + message.getFields().stream().map(MessageShape::field).collect(Collectors.joining(", "));
    }

    private static String field(FieldDescriptor field) {
        String type = switch (field.getType()) {
            case STRING -> "";
            case MESSAGE -> " " + field.getMessageType().getName();
            case ENUM -> " " + field.getEnumType().getName();
            default -> " " + field.getType().name().toLowerCase(Locale.ROOT);
        };
        String label = field.isRepeated() ? " repeated" : field.toProto().getProto3Optional() ? " optional" : "";
        return field.getName() + " " + field.getNumber() + label + type;
    }
}
