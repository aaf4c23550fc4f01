package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.CancelToken;
import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import io.retort.table.Workspace;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowCodecTest {
    private static final Map<List<Integer>, Plan> PLANS = new ConcurrentHashMap<>();

    private static Schema columns(String prefix, int count) {
        return Schema.of(IntStream.range(0, count)
                .mapToObj(i -> new Column(prefix + i, ColumnType.STRING))
                .toList());
    }

    private record Widen(int count) implements RowStage {
        @Override
        public Bound bind(Schema in) {
            return new Bound(in.with(columns("made", count).columns()), () -> row -> io.retort.core.Outcome.ok(row));
        }
    }

    private static Plan plan(int read, int made) {
        return PLANS.computeIfAbsent(List.of(read, made), sizes -> newPlan(read, made));
    }

    private static Plan newPlan(int read, int made) {
        CacheStages.Given source = new CacheStages.Given(columns("read", read), List.of());
        try (Workspace workspace = Workspace.inMemory();
                SourceStage.Rows rows = source.open(
                        new SourceStage.Context(workspace, InputStream.nullInputStream(), new CancelToken()))) {
            return new Plan(Pipeline.of(source, new Widen(made)), rows);
        }
    }

    @Provide
    Arbitrary<Object> cells() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.strings().withChars('\ud800', '\udc00', '?', '\u0000', 'é', '\uffff'));
        Arbitrary<Double> doubles = Arbitraries.longs().map(Double::longBitsToDouble);
        Arbitrary<Float> floats = Arbitraries.integers().map(Float::intBitsToFloat);
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        return Arbitraries.oneOf(
                        texts.map(Object.class::cast),
                        doubles.map(Object.class::cast),
                        floats.map(Object.class::cast),
                        bytes.map(Object.class::cast),
                        Arbitraries.longs().map(Object.class::cast),
                        Arbitraries.integers().map(Object.class::cast),
                        Arbitraries.of(true, false).map(Object.class::cast))
                .injectNull(0.15);
    }

    private static void assertSameCell(@Nullable Object actual, @Nullable Object expected) {
        if (expected instanceof Double number) {
            assertThat(Double.doubleToRawLongBits((Double) Objects.requireNonNull(actual)))
                    .isEqualTo(Double.doubleToRawLongBits(number));
        } else if (expected instanceof Float number) {
            assertThat(Float.floatToRawIntBits((Float) Objects.requireNonNull(actual)))
                    .isEqualTo(Float.floatToRawIntBits(number));
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    private static Batch.RowEnd read(RowCodec codec, Row row, ByteWriter written) {
        return Objects.requireNonNull(codec.read(row, ByteBuffer.wrap(written.copy())));
    }

    @Property(tries = 200)
    void rowThatCameThrough_anyCells_comesBackAtItsNewPlace(
            @ForAll("cells") Object changed,
            @ForAll @Size(max = 5) List<@net.jqwik.api.From("cells") Object> source,
            @ForAll @Size(max = 8) List<@net.jqwik.api.From("cells") Object> made,
            @ForAll @Size(max = 3) List<String> keys) {
        Plan plan = plan(source.size(), made.size());
        RowCodec codec = new RowCodec(plan);
        Row row = plan.row(7, source.toArray());
        row.reset(plan.schema().size());
        for (int i = 0; i < made.size(); i++) {
            row.set(1 + source.size() + i, made.get(i));
        }
        if (!source.isEmpty()) {
            row.set(1, changed);
        }
        ByteWriter written = new ByteWriter();
        Batch.Remark remark = new Batch.Remark(
                0, Issue.of(IssueCode.BAD_VALUE, "odd", "its own text").at(7, "Widen"));
        assertThat(codec.write(row, new Batch.RowEnd(7, row, 1, null, List.of(remark), keys), written))
                .isTrue();

        Row other = plan.row(12, source.toArray());
        Batch.RowEnd end = read(codec, other, written);

        assertThat(end.row()).isSameAs(other);
        assertThat(other.cell(0)).isEqualTo(12L);
        for (int i = 1; i < plan.schema().size(); i++) {
            assertSameCell(other.cell(i), row.cell(i));
        }
        assertThat(end.keys()).isEqualTo(keys);
        assertThat(end.number()).isEqualTo(12);
        assertThat(end.remarks())
                .containsExactly(new Batch.Remark(0, remark.issue().at(12, "Widen")));
    }

    @Test
    void failure_thatShowsTheWholeRow_showsTheRowAtHand() {
        Plan plan = plan(2, 1);
        RowCodec codec = new RowCodec(plan);
        Row row = plan.row(7, new Object[] {"a", "b"});
        Issue issue = new Issue(7, "Widen", IssueCode.VALENCE, "no", row.inputText(-1));
        ByteWriter written = new ByteWriter();
        assertThat(codec.write(row, new Batch.RowEnd(7, null, 0, issue, List.of(), List.of()), written))
                .isTrue();

        Batch.RowEnd end = read(codec, plan.row(12, new Object[] {"a", "b"}), written);

        assertThat(end.row()).isNull();
        assertThat(end.issue()).isEqualTo(new Issue(12, "Widen", IssueCode.VALENCE, "no", "12\ta\tb"));
    }

    @Test
    void failureThatMayNotComeAgain_isNotWritten() {
        Plan plan = plan(1, 1);
        Row row = plan.row(1, new Object[] {"a"});
        for (IssueCode code : List.of(IssueCode.STAGE_FAILURE, IssueCode.OUT_OF_MEMORY, IssueCode.TIMED_OUT)) {
            Batch.RowEnd end = new Batch.RowEnd(1, null, 0, Issue.of(code, "no", "a"), List.of(), List.of());
            assertThat(new RowCodec(plan).write(row, end, new ByteWriter())).isFalse();
        }
    }

    @Test
    void cellOfAnUnknownType_isNotWritten() {
        Plan plan = plan(1, 1);
        Row row = plan.row(1, new Object[] {"a"});
        row.reset(3);
        row.set(2, new int[] {1});

        assertThat(new RowCodec(plan)
                        .write(row, new Batch.RowEnd(1, row, 1, null, List.of(), List.of()), new ByteWriter()))
                .isFalse();
    }

    @Test
    void bytesThatHoldNoRow_giveNull() {
        Plan plan = plan(1, 1);
        Row row = plan.row(1, new Object[] {"a"});

        assertThat(new RowCodec(plan).read(row, ByteBuffer.wrap(new byte[] {0, 0, 0})))
                .isNull();
        assertThat(new RowCodec(plan).read(row, ByteBuffer.wrap(new byte[100]))).isNull();
    }

    @Property(tries = 200)
    void inputsThatDiffer_areWrittenDifferently_butTheirPlaceIsNot(
            @ForAll("cells") Object one, @ForAll("cells") Object other) {
        Plan plan = plan(2, 1);
        assertThat(input(plan, 1, one, other)).isEqualTo(input(plan, 99, one, other));
        assertThat(input(plan, 1, one, null)).isNotEqualTo(input(plan, 1, one, "null"));
        if (!Objects.deepEquals(one, other)) {
            assertThat(input(plan, 1, one, other)).isNotEqualTo(input(plan, 1, other, one));
        }
    }

    private static byte[] input(Plan plan, long place, @Nullable Object first, @Nullable Object second) {
        ByteWriter written = new ByteWriter();
        assertThat(new RowCodec(plan).writeInput(plan.row(place, new @Nullable Object[] {first, second}), written))
                .isTrue();
        return written.copy();
    }
}
