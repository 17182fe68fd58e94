package galaxy.torture.hostile;

import galaxy.testkit.http.RawConnection;
import galaxy.torture.hostile.AttackSchedule.Attack;
import galaxy.torture.hostile.RequestTable.Row;
import galaxy.torture.workload.Choices;
import io.grpc.Status;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameTypes;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends frames of HTTP/2 that no library sends to the gRPC port, and checks every response. */
record FrameAttacks(Context context) {
    private static final List<String> TEXTS =
            RequestTable.NAUGHTY_STRINGS.stream().filter(Text::isSendable).toList();

    /** Most of it never gets a response. */
    private static final Duration WAIT = Duration.ofMillis(1_500);

    private static final int LONGEST_HEAD = 1 << 20;
    private static final int END_STREAM = 1;

    List<Attack> all() {
        return List.of(
                attack("oversized and invalid gRPC messages", "messages"),
                attack("oversized and invalid gRPC metadata", "metadata"),
                attack("naughty strings, gRPC metadata", "text metadata"),
                attack("floods and invalid HTTP/2 frames", "frames"));
    }

    private Attack attack(String name, String table) {
        return new Attack(name, (attack, random) -> run(attack, RequestTable.any(table, random), random));
    }

    private void run(String attack, Row row, Choices random) throws IOException {
        Map<String, String> values = new HashMap<>(context.values());
        values.put("text", Text.bytes(random.any(TEXTS)));
        Map<Integer, Map<String, String>> streams = new TreeMap<>();
        try (RawConnection connection = new RawConnection(context.connections(), WAIT)) {
            try {
                connection.send(row.bytes(values));
                read(connection, row.options().path("responses").asInt(1), streams);
            } catch (IOException e) {
                // What came before still counts.
                context.checks().count(attack, "closed or silent");
            }
            streams.values().forEach(headers -> check(attack, row.name(), headers));
            if (random.percent(50)) {
                connection.reset();
            }
        }
    }

    /** Reads the headers and trailers of each stream until so many have ended, or the connection ends. */
    private static void read(RawConnection connection, int most, Map<Integer, Map<String, String>> streams)
            throws IOException {
        DataInputStream in = new DataInputStream(connection.in());
        DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false, LONGEST_HEAD);
        for (int ended = 0; ended < most; ) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt() & Integer.MAX_VALUE;
            byte[] payload = in.readNBytes(length);
            if (type == Http2FrameTypes.HEADERS) {
                Map<String, String> known = streams.computeIfAbsent(stream, any -> new HashMap<>());
                try {
                    decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(payload))
                            .forEach(header -> known.put(
                                    header.getKey().toString(),
                                    header.getValue().toString()));
                } catch (Http2Exception e) {
                    throw new IOException("not a block of headers", e);
                }
            }
            boolean isContent = type == Http2FrameTypes.HEADERS || type == Http2FrameTypes.DATA;
            if (type == Http2FrameTypes.RST_STREAM || (isContent && (flags & END_STREAM) != 0)) {
                ended++;
            }
        }
    }

    private void check(String attack, String what, Map<String, String> headers) {
        Checks checks = context.checks();
        int http = Integer.parseInt(headers.getOrDefault(":status", "0"));
        checks.check("no status from 500 on except 503", http < 500 || http == 503, what, headers);
        if (headers.containsKey("grpc-status") && http < 400) {
            int code = Integer.parseInt(headers.getOrDefault("grpc-status", "0"));
            boolean isOfService = headers.containsKey("x-request-id");
            new RpcCheck(checks)
                    .status(attack, what, Status.fromCodeValue(code).getCode(), isOfService, headers.toString());
        } else {
            checks.count(attack, "HTTP " + http);
        }
    }
}
