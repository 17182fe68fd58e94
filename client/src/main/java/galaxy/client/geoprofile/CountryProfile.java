package galaxy.client.geoprofile;

import java.time.Instant;
import java.util.Optional;

/**
 * The declared country of a user as far as it is not history.
 *
 * @param effective what users have
 * @param syncing approved, and not acknowledged by users
 * @param proposed waits for a decision
 * @param nextProposalAt when the user may propose again; absent when that is now
 */
public record CountryProfile(
        String userId,
        Optional<CountryVersion> effective,
        Optional<CountryVersion> syncing,
        Optional<CountryVersion> proposed,
        Optional<MostObserved> mostObserved,
        Optional<Instant> nextProposalAt) {}
