package io.retort.chem.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retort.core.CancelToken;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TanimotoKernelTest {
    @Property(tries = 100)
    void common_anyBlock_countsCommonBits(
            @ForAll @IntRange(max = 64) int rows,
            @ForAll @IntRange(min = 1, max = 33) int wordsPerRow,
            @ForAll long seed) {
        FingerprintSet set = SeededFingerprints.families(rows + 1, wordsPerRow, seed);
        long[] room = new long[100 + wordsPerRow * TanimotoKernel.LANES];
        TanimotoKernel.RowBlock block = new TanimotoKernel.RowBlock(room, 100, wordsPerRow);
        block.fill(set.words(), wordsPerRow, rows);
        for (TanimotoKernel kernel : List.of(TanimotoKernel.best(), new PlainKernel())) {
            long[] common = new long[TanimotoKernel.LANES];
            Arrays.fill(common, 77);
            kernel.common(block, set.words(), 0, common);
            for (int lane = 0; lane < TanimotoKernel.LANES; lane++) {
                assertThat(common[lane]).isEqualTo(lane < rows ? CommonBits.count(set, 0, lane + 1) : 0);
            }
        }
    }

    /** Loads the classes of JDK 25 in front of the others, as a jar for several releases does. */
    @Test
    void vectorKernel_whereItRuns_givesTheSame() throws Exception {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(), "needs --add-modules");
        URI classes = place(KernelChoice.class);
        Path newer = Path.of(classes).resolve("META-INF/versions/25");
        assumeTrue(Runtime.version().feature() >= 25 && Files.isDirectory(newer), "needs classes of JDK 25");
        URL[] places = {
            newer.toUri().toURL(), classes.toURL(), place(CancelToken.class).toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader())) {
            Class<?> chosen = loader.loadClass(SimilaritySearch.class.getName());
            assertThat((String) chosen.getMethod("kernel").invoke(null)).startsWith("vectors of ");
            for (int wordsPerRow : new int[] {1, 3, 4, 16, 32, 33}) {
                FingerprintSet set = SeededFingerprints.families(1000, wordsPerRow, 5);
                assertThat(distributions(loader, set))
                        .isEqualTo(distributions(getClass().getClassLoader(), set));
            }
        }
    }

    private static URI place(Class<?> type) throws URISyntaxException {
        return type.getProtectionDomain().getCodeSource().getLocation().toURI();
    }

    private static String distributions(ClassLoader loader, FingerprintSet set)
            throws ClassNotFoundException, NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        Class<?> sets = loader.loadClass(FingerprintSet.class.getName());
        Class<?> samplings = loader.loadClass(Sampling.class.getName());
        Class<?> executions = loader.loadClass(Execution.class.getName());
        Object there = sets.getMethod("of", long[].class, int.class).invoke(null, set.words(), set.wordsPerRow());
        Object sampling = samplings.getMethod("ofPairs", long.class).invoke(null, 1L);
        Object execution = executions.getMethod("with", int.class).invoke(null, 2);
        StringBuilder text = new StringBuilder();
        for (String name : List.of("pairwise", "nearest")) {
            Method method = loader.loadClass(SimilarityDistribution.class.getName())
                    .getMethod(name, sets, samplings, executions);
            text.append(method.invoke(null, there, sampling, execution)).append('\n');
        }
        return text.toString();
    }
}
