package galaxy.torture.users;

import java.util.Set;

/** Every rule that a run must have checked. */
final class Rulebook {
    /** Those that are checked by chance while it runs, and not afterwards. */
    static final Set<String> BY_CHANCE = Set.of(
            "a block acknowledged before an ensure began prevents creation",
            "a key is for one request",
            "a trial is told what would come of it",
            "one answer per idempotency key",
            "what makes no sense is refused");

    static final Set<String> ALL = Set.of(
            "a block acknowledged before an ensure began prevents creation",
            "a block is the same in the address and in the account",
            "a history belongs to a user",
            "a history has every number once",
            "a history has every record, once and in order",
            "a history has what the acknowledged commands put there, once",
            "a key is for one request",
            "a name is left as the last of its history left it",
            "a page is short only when it is the last",
            "a page walk is answered to its end",
            "a page walk visits every user who fits, once",
            "a race name is backed by a claim of its user, and of nobody else",
            "a read shows what was acknowledged",
            "a trial is told what would come of it",
            "a user has the id of its key",
            "a user lies in the bucket of the id",
            "an account is what the acknowledged commands make of it",
            "an acknowledged change has its event",
            "an acknowledged user exists",
            "an address is left as the last of its history left it",
            "an address that is free and not blocked becomes a user",
            "an answer has the id of its request",
            "an answer is remembered for a user who exists",
            "an answer is what the acknowledged commands make of it",
            "an event is about a user who exists",
            "answers are JSON objects",
            "blocks and their ends are told by turns",
            "each event is published once",
            "eligibility is what the acknowledged commands make of it",
            "every event is published",
            "no 5xx but 503",
            "no address has a user who does not exist",
            "no change of a name is left pending",
            "no claim is left to be looked at",
            "no event for what was refused, and none twice",
            "no event is newer than its user",
            "no event tells an e-mail address",
            "no user is left half made",
            "nothing is overdue",
            "one answer per idempotency key",
            "one id per e-mail",
            "periods are in order",
            "race names are unique",
            "the address of a user is that user's",
            "the claim of a name is for its canonical form",
            "the entitlement is what its history says",
            "the events of a bucket are all there",
            "the events of a user are dense and in order",
            "the history of a race name is linearizable",
            "the history of an e-mail address is linearizable",
            "the indexes are what the records say",
            "the last event of a name tells the name",
            "the listing is the newest first",
            "there is one event for each acknowledged change, and none besides",
            "what makes no sense is refused");

    private Rulebook() {}
}
