package io.retort.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet and Arrow: types, order, and files that are not what they should be. */
class BinaryFormatsTest {
    private static final String ROWS = "SELECT i AS id, i % 3 = 0 AS flag, i / 7.0 AS x, 'n' || i AS name,"
            + " CASE WHEN i % 5 > 0 THEN i::TINYINT END AS small, ('b' || i)::BLOB AS raw, DATE '2020-01-01' + i::INT AS day,"
            + " [i, i + 1] AS list FROM range(100) t(i)";

    @TempDir
    Path folder;

    private static FileFormat format(String file) {
        return file.endsWith(".parquet") ? new ParquetFormat() : new ArrowFormat();
    }

    private static List<String> read(Path file, Workspace workspace) {
        InputSource source = InputSource.open(file.toString(), InputStream.nullInputStream());
        List<String> rows = new ArrayList<>();
        try (RecordReader reader = format(file.toString()).open(source, new FileFormat.Context(workspace, 1))) {
            rows.add(reader.schema().columns().toString());
            for (var row = reader.next(); row != null; row = reader.next()) {
                rows.add(Arrays.deepToString(row.orThrow()));
            }
        }
        return rows;
    }

    private static List<String> expected(Workspace workspace, String query) {
        List<String> rows = new ArrayList<>();
        Table table = workspace.sql(query);
        rows.add(table.schema().columns().toString());
        table.forEach(row -> rows.add(Arrays.deepToString(row)));
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.parquet", "t.arrow", "t.arrows", "t.feather"})
    void roundTrip_typesAndOrder_areKept(String name) {
        Path file = folder.resolve(name);
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.sql(ROWS).write(file, new CancelToken());

            assertThat(read(file, workspace)).isEqualTo(expected(workspace, ROWS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.parquet", "t.arrow", "t.arrows"})
    void roundTrip_manyBatches_keepOrder(String name) {
        Path file = folder.resolve(name);
        String many = "SELECT i AS id FROM range(300000) t(i)";
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.sql(many).write(file, new CancelToken());

            assertThat(read(file, workspace)).isEqualTo(expected(workspace, many));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.parquet", "t.arrow", "t.arrows"})
    void roundTrip_noRows_keepsColumns(String name) {
        Path file = folder.resolve(name);
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.sql(ROWS + " WHERE i < 0").write(file, new CancelToken());

            assertThat(read(file, workspace)).isEqualTo(expected(workspace, ROWS + " WHERE i < 0"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionUtil.CodecType.class,
            names = {"LZ4_FRAME", "ZSTD"})
    void read_compressedBuffers_areUnpacked(CompressionUtil.CodecType codec) throws IOException {
        Path file = folder.resolve("t.feather");
        String many = "SELECT i AS id, 'molecule ' || i AS name FROM range(20000) t(i)";
        try (Workspace workspace = Workspace.inMemory()) {
            int unused = workspace.sql(many).arrow(reader -> {
                try (OutputStream out = Files.newOutputStream(file);
                        ArrowFileWriter writer = new ArrowFileWriter(
                                reader.getVectorSchemaRoot(),
                                new DictionaryProvider.MapDictionaryProvider(),
                                Channels.newChannel(out),
                                Map.of(),
                                IpcOption.DEFAULT,
                                ArrowCompression.FACTORY,
                                codec)) {
                    writer.start();
                    while (reader.loadNextBatch()) {
                        writer.writeBatch();
                    }
                    writer.end();
                }
                return 0;
            });

            assertThat(Files.size(file)).isLessThan(300_000);
            assertThat(read(file, workspace)).isEqualTo(expected(workspace, many));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.parquet", "t.arrow", "t.arrows"})
    void read_cutOffWrongOrEmpty_isASentenceAboutTheFile(String name) throws IOException {
        Path whole = folder.resolve(name);
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.sql("SELECT i, 'x' || i AS t FROM range(50000) t(i)").write(whole, new CancelToken());
            byte[] bytes = Files.readAllBytes(whole);
            List<byte[]> bad = List.of(
                    Arrays.copyOf(bytes, bytes.length / 2),
                    new byte[0],
                    "smiles,name\nCCO,ethanol\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < bad.size(); i++) {
                Path file = Files.write(folder.resolve(i + name), bad.get(i));
                assertThatThrownBy(() -> read(file, workspace))
                        .isInstanceOf(DataException.class)
                        .hasMessageStartingWith("read: " + file);
            }
        }
    }

    @Test
    void check_packedBinary_isRefused() {
        assertThatThrownBy(() -> TableFile.check(folder.resolve("t.parquet.gz"), "write"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("after those of text");
        assertThat(TableFile.stem(Path.of("a.b.csv.zst"))).isEqualTo("a.b");
    }
}
