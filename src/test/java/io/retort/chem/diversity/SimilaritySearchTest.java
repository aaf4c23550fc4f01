package io.retort.chem.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimilaritySearchTest {
    /** Compares with each row, by another formula of the Tanimoto similarity. */
    private static List<Hit> byBruteForce(FingerprintSet set, long[] query, HitLimit limit) {
        List<Hit> hits = new ArrayList<>();
        for (int row = 0; row < set.size(); row++) {
            int both = 0;
            int either = 0;
            for (int word = 0; word < query.length; word++) {
                long target = set.words()[row * query.length + word];
                both += Long.bitCount(query[word] & target);
                either += Long.bitCount(query[word] | target);
            }
            double similarity = either == 0 ? 1 : (double) both / either;
            if (similarity >= limit.similarity()) {
                hits.add(new Hit(row, similarity));
            }
        }
        hits.sort((a, b) -> a.similarity() != b.similarity()
                ? Double.compare(b.similarity(), a.similarity())
                : Integer.compare(a.row(), b.row()));
        return hits.subList(0, Math.min(limit.count(), hits.size()));
    }

    @Property(tries = 150)
    void search_anySet_equalsBruteForce(
            @ForAll @IntRange(max = 400) int rows,
            @ForAll @IntRange(min = 1, max = 33) int wordsPerRow,
            @ForAll @IntRange(max = 30) int count,
            @ForAll @DoubleRange(max = 1) double similarity,
            @ForAll long seed) {
        FingerprintSet set = SeededFingerprints.families(rows, wordsPerRow, seed);
        FingerprintSet queries = SeededFingerprints.families(5, wordsPerRow, seed);
        SimilaritySearch search = SimilaritySearch.over(set);
        for (HitLimit limit :
                List.of(HitLimit.top(count), HitLimit.within(similarity), new HitLimit(count, similarity))) {
            for (int row = 0; row < queries.size(); row++) {
                long[] query = SeededFingerprints.row(queries, row);
                assertThat(search.search(query, limit, new CancelToken())).isEqualTo(byBruteForce(set, query, limit));
            }
        }
    }

    @Property(tries = 30)
    void search_thresholdThatOccurs_takesItIn(@ForAll long seed) {
        FingerprintSet set = SeededFingerprints.families(120, 32, seed);
        SimilaritySearch search = SimilaritySearch.over(set);
        long[] query = SeededFingerprints.row(set, 7);
        for (int row = 0; row < set.size(); row++) {
            HitLimit limit = HitLimit.within(set.tanimoto(7, row));
            assertThat(search.search(query, limit, new CancelToken())).isEqualTo(byBruteForce(set, query, limit));
        }
    }

    @Test
    void search_denseRows_equalsBruteForce() {
        FingerprintSet sparse = SeededFingerprints.families(300, 32, 5);
        FingerprintSet dense = FingerprintSet.of(
                java.util.Arrays.stream(sparse.words()).map(word -> ~word).toArray(), 32);
        long[] query = SeededFingerprints.row(dense, 50);
        assertThat(SimilaritySearch.over(dense).top(query, 40)).isEqualTo(byBruteForce(dense, query, HitLimit.top(40)));
    }

    @Test
    void search_emptySet_findsNothing() {
        SimilaritySearch search = SimilaritySearch.over(FingerprintSet.of(new long[0], 32));
        assertThat(search.top(new long[32], 3)).isEmpty();
        assertThat(search.within(new long[32], 0)).isEmpty();
    }

    @Test
    void top_moreThanThereAre_givesAll() {
        FingerprintSet set = SeededFingerprints.families(9, 4, 1);
        assertThat(SimilaritySearch.over(set).top(new long[4], 100)).hasSize(9);
        assertThat(SimilaritySearch.over(set).top(new long[4], 0)).isEmpty();
    }

    @Test
    void top_equalSimilarities_firstRowsFirst() {
        long[] words = new long[500 * 2];
        java.util.Arrays.fill(words, 0b1011L);
        FingerprintSet set = FingerprintSet.of(words, 2);
        assertThat(SimilaritySearch.over(set).top(SeededFingerprints.row(set, 300), 4))
                .containsExactly(new Hit(0, 1), new Hit(1, 1), new Hit(2, 1), new Hit(3, 1));
    }

    @Test
    void search_anyWorkers_sameHits() {
        FingerprintSet set = SeededFingerprints.families(2000, 32, 3);
        FingerprintSet queries = SeededFingerprints.families(101, 32, 4);
        SimilaritySearch search = SimilaritySearch.over(set);
        List<List<Hit>> one = search.search(queries, HitLimit.top(5), Execution.with(1));
        assertThat(search.search(queries, HitLimit.top(5), Execution.with(2))).isEqualTo(one);
        assertThat(search.search(queries, HitLimit.top(5), Execution.with(7))).isEqualTo(one);
        assertThat(one.get(100)).isEqualTo(byBruteForce(set, SeededFingerprints.row(queries, 100), HitLimit.top(5)));
    }

    @Test
    void nearest_setAgainstSet_equalsBruteForce() {
        FingerprintSet library = SeededFingerprints.families(150, 32, 8);
        FingerprintSet drugs = SeededFingerprints.families(80, 32, 9);
        List<Hit> nearest = SimilaritySearch.over(drugs).nearest(library, Execution.with(2));
        assertThat(nearest)
                .isEqualTo(IntStream.range(0, library.size())
                        .mapToObj(row -> byBruteForce(drugs, SeededFingerprints.row(library, row), HitLimit.top(1))
                                .get(0))
                        .toList());
    }

    @Test
    void nearestOthers_copies_areNeverTheRowItself() {
        FingerprintSet set = SeededFingerprints.families(200, 16, 2);
        List<Hit> nearest = SimilaritySearch.nearestOthers(set, Execution.with(2));
        for (int row = 0; row < set.size(); row++) {
            int self = row;
            Hit expected = byBruteForce(set, SeededFingerprints.row(set, row), HitLimit.within(0)).stream()
                    .filter(hit -> hit.row() != self)
                    .findFirst()
                    .orElseThrow();
            assertThat(nearest.get(row)).isEqualTo(expected);
        }
    }

    @Test
    void search_inFile_equalsInMemory(@TempDir Path folder) {
        FingerprintSet set = SeededFingerprints.families(5000, 32, 6);
        FingerprintSet queries = SeededFingerprints.families(40, 32, 7);
        Path file = folder.resolve("set.rfp");
        FingerprintFileWriter.write(file, set, "ecfp4");
        // Segments that end within blocks and rows, as they do in files of many gigabytes.
        for (int segment : new int[] {1000, MappedWords.SEGMENT}) {
            SimilaritySearch search = SimilaritySearch.over(FingerprintFile.open(file, segment));
            for (HitLimit limit : List.of(HitLimit.top(10), HitLimit.within(0.4), HitLimit.within(0))) {
                assertThat(search.search(queries, limit, Execution.with(2)))
                        .isEqualTo(SimilaritySearch.over(set).search(queries, limit, Execution.with(1)));
            }
        }
    }

    @Test
    void search_cancelledMidway_stops() {
        FingerprintSet set = SeededFingerprints.families(3000, 32, 3);
        CancelToken cancel = new CancelToken();
        AtomicInteger heard = new AtomicInteger();
        Execution execution = new Execution(2, cancel, share -> {
            if (heard.incrementAndGet() == 3) {
                cancel.cancel("enough");
            }
        });
        assertThatThrownBy(() -> SimilaritySearch.over(set).search(set, HitLimit.top(3), execution))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
        assertThat(heard.get()).isLessThan(20);
    }

    @Test
    void search_otherLength_isRefused() {
        SimilaritySearch search = SimilaritySearch.over(SeededFingerprints.families(3, 32, 1));
        assertThatThrownBy(() -> search.top(new long[3], 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("3 words")
                .hasMessageContaining("32");
        assertThatThrownBy(() -> search.top(new long[32], -1)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> search.within(new long[32], 1.5)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> SimilaritySearch.over(FingerprintSet.of(new long[0], 32))
                        .nearest(SeededFingerprints.families(3, 32, 1), Execution.with(1)))
                .isInstanceOf(UsageException.class);
    }
}
