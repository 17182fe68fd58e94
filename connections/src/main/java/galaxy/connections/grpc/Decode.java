package galaxy.connections.grpc;

import com.google.protobuf.Timestamp;
import galaxy.connections.link.LinkId;
import galaxy.connections.link.LinkLabel;
import galaxy.connections.link.LinkToken;
import galaxy.connections.profile.Avatar;
import galaxy.connections.profile.AvatarCatalogue;
import galaxy.connections.profile.Bio;
import galaxy.connections.profile.DisplayName;
import galaxy.connections.profile.PublicDetails;
import galaxy.connections.profile.Username;
import galaxy.connections.user.UserRef;
import galaxy.contracts.RpcReason;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Parsed;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.Span;
import galaxy.kernel.WhiteSpace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What requests say, as values of the domain, or the status that says why not. */
final class Decode {
    /** In one batch. */
    private static final int MOST_USERS = 100;

    private final AvatarCatalogue avatars;

    Decode(AvatarCatalogue avatars) {
        this.avatars = avatars;
    }

    static UserRef user(String field, String raw) {
        return valid(UserRef.parse(raw), RpcReason.INVALID_USER_ID, field);
    }

    static Username username(String raw) {
        return valid(Username.parse(raw), RpcReason.INVALID_USERNAME, "username");
    }

    static IdempotencyKey idempotencyKey(String raw) {
        return valid(IdempotencyKey.parse(raw), RpcReason.INVALID_REQUEST_ID, "request_id");
    }

    /** A token that can be none is unknown like any other that was never issued. */
    static LinkToken token(String raw) {
        String token = WhiteSpace.trim(raw);
        if (token.isEmpty()) {
            throw Refusals.invalid(RpcReason.INVALID_TOKEN, "token", "must not be empty");
        }
        return LinkToken.parse(token).orElseThrow(() -> Refusals.of(RpcReason.LINK_NOT_FOUND));
    }

    static LinkId linkId(String raw) {
        String id = WhiteSpace.trim(raw);
        if (id.isEmpty()) {
            throw Refusals.invalid(RpcReason.INVALID_LINK_ID, "link_id", "must not be empty");
        }
        return LinkId.parse(id).orElseThrow(() -> Refusals.of(RpcReason.LINK_NOT_FOUND));
    }

    /** When a link that is made ends: at a time, after a span, or never. */
    static End end(CreateContactLinkRequest request) {
        String span = request.getExpiresIn();
        if (span.isEmpty()) {
            return request.hasExpiresAt() ? new End.At(expiresAt(request.getExpiresAt())) : new End.Never();
        }
        if (request.hasExpiresAt()) {
            throw Refusals.invalid(RpcReason.INVALID_LINK, "expires_in", "must not be given together with expires_at");
        }
        return new End.After(valid(Span.parse(span), RpcReason.INVALID_LINK, "expires_in"));
    }

    static LinkLabel label(String raw) {
        return valid(LinkLabel.parse(raw), RpcReason.INVALID_LINK, "label");
    }

    /** Those of a batch, in their order. */
    static List<UserRef> users(List<String> raw) {
        if (raw.size() > MOST_USERS) {
            throw Refusals.invalid(
                    RpcReason.TOO_MANY_USER_IDS, "user_ids", "must not have more than " + MOST_USERS + " ids");
        }
        return IntStream.range(0, raw.size())
                .mapToObj(i -> user("user_ids[" + i + "]", raw.get(i)))
                .toList();
    }

    /** An end in whole milliseconds; what is finer is cut off. */
    private static Instant expiresAt(Timestamp end) {
        if (!isValid(end)) {
            throw Refusals.invalid(RpcReason.INVALID_LINK, "expires_at", Rfc3339.COMMAND_TIME_RULE);
        }
        return Instant.ofEpochSecond(end.getSeconds(), end.getNanos()).truncatedTo(ChronoUnit.MILLIS);
    }

    private static boolean isValid(Timestamp time) {
        return Rfc3339.isCommandTime(time.getSeconds()) && time.getNanos() >= 0 && time.getNanos() < 1_000_000_000;
    }

    static int maxUses(int raw) {
        if (raw < 0) {
            throw Refusals.invalid(RpcReason.INVALID_LINK, "max_uses", "must not be negative; 0 is for no bound");
        }
        return raw;
    }

    PublicDetails details(String name, String avatarSetId, String avatarAssetId, String bio) {
        return new PublicDetails(
                valid(DisplayName.parse(name), RpcReason.INVALID_PROFILE, "name"),
                avatar(WhiteSpace.trim(avatarSetId), WhiteSpace.trim(avatarAssetId)),
                valid(Bio.parse(bio), RpcReason.INVALID_PROFILE, "bio"));
    }

    private Optional<Avatar> avatar(String setId, String assetId) {
        if (setId.isEmpty() && assetId.isEmpty()) {
            return Optional.empty();
        }
        if (assetId.isEmpty()) {
            throw Refusals.invalid(
                    RpcReason.INVALID_PROFILE, "avatar_asset_id", "must be given together with avatar_set_id");
        }
        if (setId.isEmpty()) {
            throw Refusals.invalid(
                    RpcReason.INVALID_PROFILE, "avatar_set_id", "must be given together with avatar_asset_id");
        }
        Avatar avatar = new Avatar(setId, assetId);
        if (!avatars.has(avatar)) {
            throw Refusals.invalid(
                    RpcReason.INVALID_PROFILE,
                    "avatar_asset_id",
                    "must be an avatar of the set avatar_set_id in the catalogue");
        }
        return Optional.of(avatar);
    }

    private static <T> T valid(Parsed<T> parsed, RpcReason reason, String field) {
        return switch (parsed) {
            case Parsed.Valid<T>(T value) -> value;
            case Parsed.Invalid<T>(String description) -> throw Refusals.invalid(reason, field, description);
        };
    }
}
