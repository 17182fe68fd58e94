package galaxy.geoprofile.profile;

import galaxy.geoprofile.observation.Observations;

/** A profile, and where its user was seen. */
public record ObservedProfile(Profile profile, Observations observations) {
    public static final ObservedProfile NONE = new ObservedProfile(Profile.NONE, Observations.NONE);
}
