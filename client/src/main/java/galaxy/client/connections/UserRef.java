package galaxy.client.connections;

import galaxy.kernel.TextValue;
import galaxy.kernel.UserId;

/** A user by the id that another service gave: any text of 1 to 128 characters. Connections owns no users. */
public final class UserRef extends TextValue {
    private UserRef(String value) {
        super(value);
    }

    public static UserRef of(String id) {
        return new UserRef(id);
    }

    public static UserRef of(UserId id) {
        return new UserRef(id.value());
    }
}
