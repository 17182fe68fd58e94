package galaxy.users.account;

import galaxy.contracts.EventType;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.ReasonCode;
import galaxy.users.racename.RaceName;
import java.time.Instant;
import java.util.Optional;

/** One changed part of an account: the content of the domain event that announces it. */
public sealed interface Change {
    /** The type of the event. */
    EventType type();

    Operation operation();

    /** Who made the change, where that is recorded. */
    Optional<Actor> actor();

    record OfProfile(Operation operation, RaceName raceName) implements Change {
        @Override
        public EventType type() {
            return EventType.USER_PROFILE_CHANGED;
        }

        @Override
        public Optional<Actor> actor() {
            return Optional.empty();
        }
    }

    record OfSettings(Operation operation, LanguageTag preferredLanguage, TimeZoneName timeZone) implements Change {
        @Override
        public EventType type() {
            return EventType.USER_SETTINGS_CHANGED;
        }

        @Override
        public Optional<Actor> actor() {
            return Optional.empty();
        }
    }

    /** The entitlement, as it is afterwards. */
    record OfEntitlement(Operation operation, Entitlement entitlement) implements Change {
        @Override
        public EventType type() {
            return EventType.USER_ENTITLEMENT_CHANGED;
        }

        @Override
        public Optional<Actor> actor() {
            return Optional.of(entitlement.actor());
        }
    }

    /** The applied sanction, or the removed one with its removal. */
    record OfSanction(Operation operation, Sanction sanction) implements Change {
        @Override
        public EventType type() {
            return EventType.USER_SANCTION_CHANGED;
        }

        @Override
        public Optional<Actor> actor() {
            return Optional.of(sanction.removal().map(Removal::by).orElse(sanction.actor()));
        }
    }

    /** The override that was set, or the removed one with its removal. */
    record OfLimit(Operation operation, LimitOverride limit) implements Change {
        @Override
        public EventType type() {
            return EventType.USER_LIMIT_CHANGED;
        }

        @Override
        public Optional<Actor> actor() {
            return Optional.of(limit.removal().map(Removal::by).orElse(limit.actor()));
        }
    }

    record OfCountry(CountryCode declaredCountry) implements Change {
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

    /**
     * The e-mail subject was blocked or unblocked, for this reason.
     *
     * @param expiresAt the end of the block, only of one that has an end
     */
    record OfBlock(Operation operation, ReasonCode reason, Optional<Actor> actor, Optional<Instant> expiresAt)
            implements Change {
        /** An unblock, or a block without an end. */
        public OfBlock(Operation operation, ReasonCode reason, Optional<Actor> actor) {
            this(operation, reason, actor, Optional.empty());
        }

        @Override
        public EventType type() {
            return EventType.USER_BLOCK_CHANGED;
        }
    }
}
