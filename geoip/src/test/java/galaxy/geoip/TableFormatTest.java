package galaxy.geoip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TableFormatTest {
    /** {@code GALAXYGEO1\n}, built 1781726924, source "é", codes DE and FR. */
    private static final String HEAD = "47414c41585947454f310a" + "000000006a32fecc" + "0002c3a9" + "02" + "44454652";

    /** Starts 8.8.8.0, 8.8.9.0, 8.8.9.128: differences 0x08080800, 0x100, 0x80. */
    private static final String IPV4 = "00000003" + "8090a040" + "8002" + "8001";

    /** Starts 2a00:: and 2a00:1::, whose difference is 2^32. */
    private static final String IPV6 = "00000002" + "80808080808080802a" + "8080808010";

    private static final String INDEXES = "0102000200";

    @Test
    void has_the_bytes_of_the_format() throws IOException {
        var builder = new TableBuilder();
        builder.addIpv4(0x0808_0800, 24, "DE");
        builder.addIpv4(0x0808_0900, 25, "FR");
        builder.addIpv6(0x2A00_0000_0000_0000L, 0, 32, "FR");
        CountryTable table = builder.build("é", Instant.ofEpochSecond(1_781_726_924L));
        byte[] content = HexFormat.of().parseHex(HEAD + IPV4 + IPV6 + INDEXES);
        assertThat(HexFormat.of().formatHex(unpacked(written(table))))
                .isEqualTo(HexFormat.of().formatHex(content) + HexFormat.of().formatHex(Sha256.of(content)));
    }

    @Test
    void the_table_of_the_program_has_its_checksum() throws IOException {
        try (InputStream file = GeoipData.class.getResourceAsStream("country.table.gz")) {
            assertThat(TableFormat.read(file).info())
                    .isEqualTo(GeoipData.bundledTable().info());
        }
    }

    @Test
    void reads_what_it_wrote() throws IOException {
        CountryTable table = GeoipData.bundledTable();
        CountryTable read = TableFormat.read(new ByteArrayInputStream(written(table)));
        assertThat(read.info()).isEqualTo(table.info());
        assertThat(read.ranges().codes()).isEqualTo(table.ranges().codes());
        assertThat(read.ranges().ipv4Keys()).isEqualTo(table.ranges().ipv4Keys());
        assertThat(read.ranges().ipv6Keys()).isEqualTo(table.ranges().ipv6Keys());
        assertThat(read.ranges().indexes()).isEqualTo(table.ranges().indexes());
    }

    @Test
    void writes_the_last_address_of_all() throws IOException {
        var builder = new TableBuilder();
        builder.addIpv4(-1, 32, "DE");
        builder.addIpv6(-1, 0, 64, "FR");
        CountryTable table = builder.build("", Instant.EPOCH);
        CountryTable read = TableFormat.read(new ByteArrayInputStream(written(table)));
        assertThat(read.ranges().ipv4Keys()).containsExactly(CountryTable.key(-1));
        assertThat(read.ranges().ipv6Keys()).containsExactly(CountryTable.key(-1L));
    }

    @ParameterizedTest
    @CsvSource({
        "47414c41585947454f320a00, not a table of countries",
        "00, not a table of countries",
        HEAD + ", ends too early",
        HEAD + "00000000, ends too early",
        HEAD + "ffffffff00000000, more ranges than bytes",
        HEAD + "0000000a00000000, more ranges than bytes",
        HEAD + "0000000205000000000001, not in order",
        HEAD + "00000000000000020500010100, not in order",
        HEAD + IPV4 + IPV6 + "01020002, ends too early",
        HEAD + IPV4 + IPV6 + INDEXES + "00, too long"
    })
    void refuses_a_file_that_is_no_table(String content, String reason) {
        byte[] bytes = HexFormat.of().parseHex(content);
        assertThatThrownBy(() -> TableFormat.read(new ByteArrayInputStream(packed(bytes, Sha256.of(bytes)))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refuses_a_file_with_any_byte_changed() throws IOException {
        byte[] whole = unpacked(written(TableFormat.read(new ByteArrayInputStream(small()))));
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> TableFormat.read(new ByteArrayInputStream(packed(changed, new byte[0]))))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void refuses_a_file_that_is_cut_off_anywhere() throws IOException {
        byte[] file = small();
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> TableFormat.read(new ByteArrayInputStream(cut)))
                    .isInstanceOf(IOException.class);
        }
    }

    private static byte[] small() throws IOException {
        byte[] content = HexFormat.of().parseHex(HEAD + IPV4 + IPV6 + INDEXES);
        return packed(content, Sha256.of(content));
    }

    private static byte[] written(CountryTable table) throws IOException {
        var bytes = new ByteArrayOutputStream();
        TableFormat.write(table, bytes);
        return bytes.toByteArray();
    }

    private static byte[] packed(byte[] content, byte[] end) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
            gzip.write(end);
        }
        return bytes.toByteArray();
    }

    private static byte[] unpacked(byte[] file) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes();
    }
}
