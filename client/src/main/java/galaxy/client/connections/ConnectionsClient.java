package galaxy.client.connections;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import galaxy.client.CallContext;
import galaxy.client.Detail;
import galaxy.client.PageRequest;
import galaxy.contracts.connections.v1.AddContactRequest;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc.ConnectionsServiceBlockingStub;
import galaxy.contracts.connections.v1.ConsumeContactLinkRequest;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.GetPublicProfileRequest;
import galaxy.contracts.connections.v1.GetUserProfileRequest;
import galaxy.contracts.connections.v1.GetUsernameRequest;
import galaxy.contracts.connections.v1.ListContactLinkEventsRequest;
import galaxy.contracts.connections.v1.ListContactLinkEventsResponse;
import galaxy.contracts.connections.v1.ListContactLinksRequest;
import galaxy.contracts.connections.v1.ListContactLinksResponse;
import galaxy.contracts.connections.v1.ListContactsRequest;
import galaxy.contracts.connections.v1.ListContactsResponse;
import galaxy.contracts.connections.v1.LookupPublicProfileRequest;
import galaxy.contracts.connections.v1.LookupPublicProfileResponse;
import galaxy.contracts.connections.v1.LookupUserProfileRequest;
import galaxy.contracts.connections.v1.LookupUsernameRequest;
import galaxy.contracts.connections.v1.PreviewContactLinkRequest;
import galaxy.contracts.connections.v1.PreviewContactLinkResponse;
import galaxy.contracts.connections.v1.PublicProfileRecord;
import galaxy.contracts.connections.v1.RemoveContactRequest;
import galaxy.contracts.connections.v1.RemoveContactResponse;
import galaxy.contracts.connections.v1.RevokeContactLinkRequest;
import galaxy.contracts.connections.v1.SetPublicProfileRequest;
import galaxy.contracts.connections.v1.SetUserProfileRequest;
import galaxy.contracts.connections.v1.SetUsernameRequest;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.contracts.connections.v1.UsernameRecord;
import galaxy.kernel.Page;
import galaxy.kernel.Secret;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Calls the connections service. Safe for many threads; keeps its connection open until it is closed.
 *
 * <p>All calls are repeatable by contract, those with a {@code request_id} under that. While the service cannot be reached
 * or says that it cannot now, a call is repeated with growing pauses, as long as its patience lasts.
 *
 * <p>Every call throws {@link ConnectionsException} when no answer came, and for an error that its outcome does not provide
 * for.
 */
public final class ConnectionsClient implements AutoCloseable {
    /** Repetition is gRPC's own: up to five attempts for what is surely or possibly not done. */
    private static final Map<String, ?> REPETITION = Map.of(
            "methodConfig",
            List.of(Map.of(
                    "name",
                    List.of(Map.of("service", ConnectionsServiceGrpc.SERVICE_NAME)),
                    "waitForReady",
                    true,
                    "retryPolicy",
                    Map.of(
                            "maxAttempts",
                            5.0,
                            "initialBackoff",
                            "0.1s",
                            "maxBackoff",
                            "2s",
                            "backoffMultiplier",
                            2.0,
                            "retryableStatusCodes",
                            List.of("UNAVAILABLE")))));

    private final ManagedChannel channel;
    private final ConnectionsSettings settings;
    private final CallContext context;

    private ConnectionsClient(ManagedChannel channel, ConnectionsSettings settings, CallContext context) {
        this.channel = channel;
        this.settings = settings;
        this.context = context;
    }

    /** A client of the service at a target. Nothing is sent yet. */
    public static ConnectionsClient of(ConnectionsSettings settings) {
        ChannelCredentials credentials =
                settings.isPlaintext() ? InsecureChannelCredentials.create() : TlsChannelCredentials.create();
        ManagedChannel channel = Grpc.newChannelBuilder(settings.target(), credentials)
                .defaultServiceConfig(REPETITION)
                .enableRetry()
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        return new ConnectionsClient(channel, settings, CallContext.none());
    }

    /** The same client, and the same connection, for calls that are part of something. */
    public ConnectionsClient in(CallContext larger) {
        return new ConnectionsClient(channel, settings, larger);
    }

    // Usernames and profiles

    /** Gives the user a username, or another one. */
    public Outcome<UsernameRecord> setUsername(String userId, String username) {
        var request = SetUsernameRequest.newBuilder()
                .setUserId(userId)
                .setUsername(username)
                .build();
        return call(() -> stub().setUsername(request).getUsernameRecord());
    }

    /** The username of a user. */
    public Outcome<UsernameRecord> getUsername(String userId) {
        var request = GetUsernameRequest.newBuilder().setUserId(userId).build();
        return call(() -> stub().getUsername(request).getUsernameRecord());
    }

    /** Who has a username. */
    public Outcome<UsernameRecord> lookupUsername(String username) {
        var request = LookupUsernameRequest.newBuilder().setUsername(username).build();
        return call(() -> stub().lookupUsername(request).getUsernameRecord());
    }

    /** Replaces name, avatar and bio; user id and these are taken from the request. */
    public Outcome<PublicProfileRecord> setPublicProfile(SetPublicProfileRequest request) {
        return call(() -> stub().setPublicProfile(request).getPublicProfileRecord());
    }

    /** The public profile of a user. */
    public Outcome<PublicProfileRecord> getPublicProfile(String userId) {
        var request = GetPublicProfileRequest.newBuilder().setUserId(userId).build();
        return call(() -> stub().getPublicProfile(request).getPublicProfileRecord());
    }

    /** Who has a username, and the public profile if there is one. */
    public Outcome<LookupPublicProfileResponse> lookupPublicProfile(String username) {
        var request =
                LookupPublicProfileRequest.newBuilder().setUsername(username).build();
        return call(() -> stub().lookupPublicProfile(request));
    }

    /** Replaces the whole profile. */
    public Outcome<UserProfile> setUserProfile(SetUserProfileRequest request) {
        return call(() -> stub().setUserProfile(request).getUserProfile());
    }

    /** All that is known of a user. */
    public Outcome<UserProfile> getUserProfile(String userId) {
        var request = GetUserProfileRequest.newBuilder().setUserId(userId).build();
        return call(() -> stub().getUserProfile(request).getUserProfile());
    }

    /** All that is known of the user who has a username. */
    public Outcome<UserProfile> lookupUserProfile(String username) {
        var request =
                LookupUserProfileRequest.newBuilder().setUsername(username).build();
        return call(() -> stub().lookupUserProfile(request).getUserProfile());
    }

    // Contacts

    /** Puts a user on the owner's list. */
    public Outcome<Contact> addContact(String ownerUserId, String contactUserId) {
        var request = AddContactRequest.newBuilder()
                .setOwnerUserId(ownerUserId)
                .setContactUserId(contactUserId)
                .build();
        return call(() -> stub().addContact(request).getContact());
    }

    /** Takes a user off the owner's list, if there. */
    public Outcome<RemoveContactResponse> removeContact(String ownerUserId, String contactUserId) {
        var request = RemoveContactRequest.newBuilder()
                .setOwnerUserId(ownerUserId)
                .setContactUserId(contactUserId)
                .build();
        return call(() -> stub().removeContact(request));
    }

    /** A page of the owner's list. */
    public Outcome<Page<Contact, String>> contacts(String ownerUserId, PageRequest page) {
        var request = ListContactsRequest.newBuilder()
                .setOwnerUserId(ownerUserId)
                .setPageSize(page.size())
                .setPageToken(page.token().orElse(""))
                .build();
        return call(() -> {
            ListContactsResponse response = stub().listContacts(request);
            return page(response.getContactsList(), response.getNextPageToken());
        });
    }

    // Contact links

    /**
     * Makes a link.
     *
     * @param requestId drawn once for each link that is wanted
     * @param expiresAt never without one
     * @param maxUses 0 for no bound
     */
    public Outcome<ContactLink> createContactLink(
            String ownerUserId, String requestId, Optional<Instant> expiresAt, int maxUses) {
        var request = CreateContactLinkRequest.newBuilder()
                .setOwnerUserId(ownerUserId)
                .setRequestId(requestId)
                .setMaxUses(maxUses);
        expiresAt.ifPresent(end -> request.setExpiresAt(
                Timestamp.newBuilder().setSeconds(end.getEpochSecond()).setNanos(end.getNano())));
        return call(() -> stub().createContactLink(request.build()).getContactLink());
    }

    /** Ends a link for good. */
    public Outcome<ContactLink> revokeContactLink(String ownerUserId, String linkId, String requestId) {
        var request = RevokeContactLinkRequest.newBuilder()
                .setOwnerUserId(ownerUserId)
                .setLinkId(linkId)
                .setRequestId(requestId)
                .build();
        return call(() -> stub().revokeContactLink(request).getContactLink());
    }

    /** Puts the link's owner on the user's list. */
    public Outcome<Contact> consumeContactLink(Secret token, String userId, String requestId) {
        var request = ConsumeContactLinkRequest.newBuilder()
                .setToken(token.reveal())
                .setUserId(userId)
                .setRequestId(requestId)
                .build();
        return call(() -> stub().consumeContactLink(request).getContact());
    }

    /** Whose link it is, before it is used. */
    public Outcome<PreviewContactLinkResponse> previewContactLink(Secret token) {
        var request =
                PreviewContactLinkRequest.newBuilder().setToken(token.reveal()).build();
        return call(() -> stub().previewContactLink(request));
    }

    /** A page of the links that the owner ever made, the newest first. */
    public Outcome<Page<ContactLink, String>> contactLinks(String ownerUserId, PageRequest page) {
        var request = ListContactLinksRequest.newBuilder()
                .setOwnerUserId(ownerUserId)
                .setPageSize(page.size())
                .setPageToken(page.token().orElse(""))
                .build();
        return call(() -> {
            ListContactLinksResponse response = stub().listContactLinks(request);
            return page(response.getContactLinksList(), response.getNextPageToken());
        });
    }

    /** A page of what became of a link, the oldest first. */
    public Outcome<Page<ContactLinkEvent, String>> contactLinkEvents(
            String ownerUserId, String linkId, PageRequest page) {
        var request = ListContactLinkEventsRequest.newBuilder()
                .setOwnerUserId(ownerUserId)
                .setLinkId(linkId)
                .setPageSize(page.size())
                .setPageToken(page.token().orElse(""))
                .build();
        return call(() -> {
            ListContactLinkEventsResponse response = stub().listContactLinkEvents(request);
            return page(response.getEventsList(), response.getNextPageToken());
        });
    }

    /** Gives up whatever is under way. */
    @Override
    public void close() {
        channel.shutdownNow();
    }

    private ConnectionsServiceBlockingStub stub() {
        return ConnectionsServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(settings.patience().toNanos(), TimeUnit.NANOSECONDS)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata()));
    }

    private Metadata metadata() {
        Metadata metadata = new Metadata();
        settings.token().ifPresent(token -> put(metadata, "authorization", "Bearer " + token.reveal()));
        put(
                metadata,
                "x-request-id",
                context.requestId().orElseGet(() -> UUID.randomUUID().toString()));
        context.traceparent().ifPresent(trace -> put(metadata, "traceparent", trace));
        return metadata;
    }

    private static void put(Metadata metadata, String key, String value) {
        metadata.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
    }

    private static <T> Page<T, String> page(List<T> items, String next) {
        return new Page<>(items, next.isEmpty() ? Optional.empty() : Optional.of(next));
    }

    private static <T> Outcome<T> call(Supplier<T> call) {
        try {
            return new Outcome.Done<>(call.get());
        } catch (StatusRuntimeException e) {
            return new Outcome.Refused<>(refusal(e));
        }
    }

    /** @throws ConnectionsException for what is no refusal of the contract */
    private static Refusal refusal(StatusRuntimeException e) {
        String reason = e.getStatus().getCode().name();
        String message = sentence(e.getStatus());
        List<Detail> details = new ArrayList<>();
        com.google.rpc.Status status = StatusProto.fromThrowable(e);
        try {
            for (Any detail : status == null ? List.<Any>of() : status.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    reason = detail.unpack(ErrorInfo.class).getReason();
                } else if (detail.is(BadRequest.class)) {
                    detail.unpack(BadRequest.class)
                            .getFieldViolationsList()
                            .forEach(each -> details.add(new Detail(each.getField(), each.getDescription())));
                }
            }
        } catch (InvalidProtocolBufferException torn) {
            throw new ConnectionsException(reason, "the details of the answer are torn", true, torn);
        }
        Optional<Refusal.Reason> known = Refusal.Reason.of(reason);
        if (known.isEmpty()) {
            throw new ConnectionsException(
                    reason, message, mayBeDone(e.getStatus().getCode()), e);
        }
        return new Refusal(known.get(), message, details);
    }

    /** What gRPC itself says of a call that found no service is many lines long and for its developers. */
    private static String sentence(Status status) {
        String first = Optional.ofNullable(status.getDescription())
                .orElse("")
                .lines()
                .findFirst()
                .orElse("");
        return switch (status.getCode()) {
            case DEADLINE_EXCEEDED -> "the service did not answer in time";
            case UNAVAILABLE ->
                first.isEmpty() || first.equals("io exception") ? "the service cannot be reached" : first;
            default -> first.isEmpty() ? "no reason was told" : first;
        };
    }

    private static boolean mayBeDone(Status.Code code) {
        return switch (code) {
            case UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED, INVALID_ARGUMENT, RESOURCE_EXHAUSTED -> false;
            default -> true;
        };
    }
}
