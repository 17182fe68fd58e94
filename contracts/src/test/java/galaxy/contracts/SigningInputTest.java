package galaxy.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import galaxy.contracts.gateway.v1.SignedRequest;
import galaxy.contracts.gateway.v1.UserProfileUpdate;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class SigningInputTest {
    /** The worked vector of the contract. */
    private static final String SIGNED_REQUEST =
            "0a1e6476735f3031323334353637383961626364656667686a6b6d6e7071727312137573"
                    + "65722e70726f66696c652e7570646174651a057265712d312080d9c3e6ab332a0c0a0a4e6f76612050696c6f74";

    @Test
    void a_request_is_encoded_as_in_the_worked_vector() {
        SignedRequest request = SignedRequest.newBuilder()
                .setDeviceSessionId("dvs_0123456789abcdefghjkmnpqrs")
                .setMessageType("user.profile.update")
                .setRequestId("req-1")
                .setIssuedAtMs(1_764_104_400_000L)
                .setPayload(UserProfileUpdate.newBuilder()
                        .setRaceName("Nova Pilot")
                        .build()
                        .toByteString())
                .build();
        assertThat(request.toByteString()).isEqualTo(ByteString.fromHex(SIGNED_REQUEST));
        assertThat(request.getSerializedSize()).isEqualTo(81);
    }

    @Test
    void what_is_signed_names_the_type_and_both_lengths_in_decimal_bytes() {
        byte[] request = HexFormat.of().parseHex(SIGNED_REQUEST);
        byte[] input = SigningInput.of(request);
        assertThat(input).hasSize(134).endsWith(request);
        assertThat(new String(input, StandardCharsets.ISO_8859_1))
                .startsWith("DSSEv1 39 application/vnd.galaxy.request.v1+proto 81 ");
        assertThat(new String(SigningInput.of(new byte[0]), StandardCharsets.ISO_8859_1))
                .isEqualTo("DSSEv1 39 application/vnd.galaxy.request.v1+proto 0 ");
    }
}
