package galaxy.models.geoprofile;

import galaxy.models.geoprofile.Response.Conflict;
import galaxy.models.geoprofile.Response.Done;
import galaxy.models.geoprofile.Version.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The declared country of one user, as the contract has it: a value, one step after another. When users respond to a version
 * that is syncing is open, so this is a step of its own.
 *
 * @param versions all, the lowest number first
 * @param changedAt when a version last became effective
 */
public record CountryModel(List<Version> versions, Optional<Instant> changedAt, Rules rules) {
    /**
     * The settings that matter.
     *
     * @param approvesFirst whether the first declaration of a user is approved where the user was seen most
     */
    public record Rules(boolean approvesFirst, Duration coolDown) {}

    /** A response, and what is so afterwards. */
    public record Step(CountryModel next, Response response) {}

    public CountryModel {
        versions = List.copyOf(versions);
    }

    /** A user who has declared nothing. */
    public static CountryModel empty(Rules rules) {
        return new CountryModel(List.of(), Optional.empty(), rules);
    }

    /** Carries a request out. */
    public Step serve(Request request, Instant now) {
        return switch (request) {
            case Request.Propose proposal -> propose(proposal, now);
            case Request.Decide decision -> decide(decision);
        };
    }

    private Step propose(Request.Propose request, Instant now) {
        if (in(State.EFFECTIVE).filter(version -> isOf(version, request)).isPresent()) {
            return conflict("already_effective");
        }
        Optional<Version> same = in(State.PROPOSED)
                .filter(version -> isOf(version, request) && version.source().equals(request.source()));
        if (same.isPresent()) {
            return new Step(this, new Done(same.get()));
        }
        boolean isOfUser = request.source().equals("user");
        if (isOfUser && nextProposalAt(now).isPresent()) {
            return conflict("cooling_down");
        }
        boolean isApproved = request.source().equals("admin")
                || (isOfUser && rules.approvesFirst() && versions.isEmpty() && request.isMostObserved());
        if (isApproved && in(State.SYNCING).isPresent()) {
            return conflict("syncing");
        }
        Version version = new Version(
                versions.size() + 1, request.country(), request.source(), isApproved ? State.SYNCING : State.PROPOSED);
        CountryModel free =
                in(State.PROPOSED).map(old -> with(old.in(State.WITHDRAWN))).orElse(this);
        List<Version> all =
                Stream.concat(free.versions.stream(), Stream.of(version)).toList();
        return new Step(new CountryModel(all, changedAt, rules), new Done(version));
    }

    private Step decide(Request.Decide request) {
        Optional<Version> found = find(request.number());
        if (found.isEmpty()) {
            return new Step(this, new Response.VersionNotFound());
        }
        Version version = found.get();
        if (version.state() != State.PROPOSED) {
            return leadsTo(request.verdict()).contains(version.state())
                    ? new Step(this, new Done(version))
                    : conflict("not_proposed");
        }
        if (request.verdict() == Request.Verdict.APPROVE && in(State.SYNCING).isPresent()) {
            return conflict("syncing");
        }
        Version decided = version.in(leadsTo(request.verdict()).getFirst());
        return new Step(with(decided), new Done(decided));
    }

    /** The states of a version that was decided in a way, the first one first. */
    private static List<State> leadsTo(Request.Verdict verdict) {
        return switch (verdict) {
            case APPROVE -> List.of(State.SYNCING, State.EFFECTIVE, State.FAILED, State.SUPERSEDED);
            case REJECT -> List.of(State.REJECTED);
            case WITHDRAW -> List.of(State.WITHDRAWN);
        };
    }

    /** Users have acknowledged the version that is syncing; nothing happens if there is none. */
    public CountryModel acknowledged(Instant now) {
        Optional<Version> version = in(State.SYNCING);
        if (version.isEmpty()) {
            return this;
        }
        CountryModel former =
                in(State.EFFECTIVE).map(old -> with(old.in(State.SUPERSEDED))).orElse(this);
        return new CountryModel(former.with(version.get().in(State.EFFECTIVE)).versions, Optional.of(now), rules);
    }

    /** Users have refused the version that is syncing; nothing happens if there is none. */
    public CountryModel refused() {
        return in(State.SYNCING).map(version -> with(version.in(State.FAILED))).orElse(this);
    }

    /** The version in one of the states that a user has one version in at most. */
    public Optional<Version> in(State state) {
        return versions.stream().filter(version -> version.state() == state).findFirst();
    }

    public Optional<Version> find(int number) {
        return number >= 1 && number <= versions.size() ? Optional.of(versions.get(number - 1)) : Optional.empty();
    }

    /** When the user may propose again; absent when that is now. */
    public Optional<Instant> nextProposalAt(Instant now) {
        return changedAt.map(at -> at.plus(rules.coolDown())).filter(now::isBefore);
    }

    private static boolean isOf(Version version, Request.Propose request) {
        return version.country().equals(request.country());
    }

    private CountryModel with(Version changed) {
        List<Version> all = new ArrayList<>(versions);
        all.set(changed.number() - 1, changed);
        return new CountryModel(all, changedAt, rules);
    }

    private Step conflict(String state) {
        return new Step(this, new Conflict(state));
    }
}
