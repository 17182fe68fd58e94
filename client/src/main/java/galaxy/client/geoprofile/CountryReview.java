package galaxy.client.geoprofile;

import galaxy.kernel.UserId;
import java.util.Optional;

/** A version that waits for a decision or for users, and where the user was seen. */
public record CountryReview(UserId userId, CountryVersion version, Optional<MostObserved> mostObserved) {}
