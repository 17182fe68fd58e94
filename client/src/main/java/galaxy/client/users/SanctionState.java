package galaxy.client.users;

import galaxy.kernel.UserId;
import java.util.List;

/** The sanctions in force after a command. */
public record SanctionState(UserId userId, List<Sanction> sanctions) {
    public SanctionState {
        sanctions = List.copyOf(sanctions);
    }
}
