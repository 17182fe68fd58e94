package galaxy.users.account;

import galaxy.contracts.EventType;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.users.racename.RaceName;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One thing that became different about an account: the content of the domain event that announces it. */
public sealed interface Change {
    /** The type of the event. */
    EventType type();

    Operation operation();

    /** Who is behind it, where that is recorded. */
    Optional<Actor> actor();

    record Profile(Operation operation, RaceName raceName, Optional<Actor> actor) implements Change {
        private static final Set<Operation> KNOWN = EnumSet.of(Operation.INITIALIZED, Operation.UPDATED);

        public Profile {
            check(KNOWN, operation);
        }

        @Override
        public EventType type() {
            return EventType.USER_PROFILE_CHANGED;
        }
    }

    record Settings(Operation operation, LanguageTag preferredLanguage, TimeZoneName timeZone, Optional<Actor> actor)
            implements Change {
        private static final Set<Operation> KNOWN = EnumSet.of(Operation.INITIALIZED, Operation.UPDATED);

        public Settings {
            check(KNOWN, operation);
        }

        @Override
        public EventType type() {
            return EventType.USER_SETTINGS_CHANGED;
        }
    }

    /** The entitlement, as it is afterwards. */
    record OfEntitlement(Operation operation, Entitlement entitlement, Optional<Actor> actor) implements Change {
        private static final Set<Operation> KNOWN = EnumSet.of(
                Operation.INITIALIZED,
                Operation.GRANTED,
                Operation.EXTENDED,
                Operation.REVOKED,
                Operation.EXPIRED_REPAIRED);

        public OfEntitlement {
            check(KNOWN, operation);
        }

        @Override
        public EventType type() {
            return EventType.USER_ENTITLEMENT_CHANGED;
        }
    }

    /** The sanction applied, or the one removed with its removal. */
    record OfSanction(Operation operation, Sanction sanction, Optional<Actor> actor) implements Change {
        private static final Set<Operation> KNOWN = EnumSet.of(Operation.APPLIED, Operation.REMOVED);

        public OfSanction {
            check(KNOWN, operation);
        }

        @Override
        public EventType type() {
            return EventType.USER_SANCTION_CHANGED;
        }
    }

    /** The override set, or the one removed with its removal. */
    record OfLimit(Operation operation, LimitOverride limit, Optional<Actor> actor) implements Change {
        private static final Set<Operation> KNOWN = EnumSet.of(Operation.SET, Operation.REMOVED);

        public OfLimit {
            check(KNOWN, operation);
        }

        @Override
        public EventType type() {
            return EventType.USER_LIMIT_CHANGED;
        }
    }

    record DeclaredCountry(CountryCode declaredCountry) implements Change {
        @Override
        public EventType type() {
            return EventType.USER_DECLARED_COUNTRY_CHANGED;
        }

        @Override
        public Operation operation() {
            return Operation.UPDATED;
        }

        @Override
        public Optional<Actor> actor() {
            return Optional.empty();
        }
    }

    /** The e-mail subject was blocked, or its block lifted, for this reason. */
    record Block(Operation operation, ReasonCode reason, Optional<Actor> actor) implements Change {
        private static final Set<Operation> KNOWN = EnumSet.of(Operation.BLOCKED, Operation.UNBLOCKED);

        public Block {
            check(KNOWN, operation);
        }

        @Override
        public EventType type() {
            return EventType.USER_BLOCK_CHANGED;
        }
    }

    private static void check(Set<Operation> known, Operation operation) {
        if (!known.contains(operation)) {
            throw new IllegalArgumentException("this change is never " + operation.code());
        }
    }
}
