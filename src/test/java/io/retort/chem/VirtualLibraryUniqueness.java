package io.retort.chem;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Measures how many of the library's products are different molecules: the number of distinct {@link StructureHash}es,
 * which bounds the number of molecules from below.
 *
 * <p>Arguments: {@code prefix COUNT [SEED]} for the first indices, or {@code space COMPONENTS} for every combination of
 * the schemes of that many blocks, or {@code thinned BLOCKS [SEED]} for every combination over that many blocks of each
 * role, chosen by the seed. Uses all cores and 16 bytes for each product.
 */
final class VirtualLibraryUniqueness {
    private static final ThreadLocal<StructureHash> HASH = ThreadLocal.withInitial(StructureHash::new);

    private VirtualLibraryUniqueness() {}

    /**
     * What was counted.
     *
     * @param products how many were looked at
     * @param duplicates how many of them share their hash with an earlier one
     * @param pairs how many duplicates each pair of schemes has, with one example
     */
    record Count(long products, long duplicates, Map<String, String> pairs) {
        double uniquePercent() {
            return 100.0 * (products - duplicates) / products;
        }
    }

    /**
     * Runs one measurement and prints it.
     *
     * @param args see the class description
     */
    public static void main(String[] args) {
        long nanos = System.nanoTime();
        VirtualLibrary library = library(args);
        long size = args[0].equals("prefix") ? Long.parseLong(args[1]) : library.size();
        Count count = count(size, library::smiles, i -> library.reaction(i) + " of " + library.buildingBlocks(i));
        System.out.printf(
                Locale.ROOT,
                "%d products, %d duplicates, %.5f %% unique, %.1f s%n",
                size,
                count.duplicates(),
                count.uniquePercent(),
                (System.nanoTime() - nanos) / 1e9);
        count.pairs().forEach((pair, example) -> System.out.println(pair + "\t" + example));
    }

    private static VirtualLibrary library(String... args) {
        long number = Long.parseLong(args[1]);
        LibraryBlocks blocks = LibraryBlocks.load();
        long seed = args.length > 2 ? Long.parseLong(args[2]) : 42;
        return switch (args[0]) {
            case "prefix" -> VirtualLibrary.seeded(seed);
            case "space" ->
                VirtualLibrary.of(
                        blocks.reactions().stream()
                                .filter(r -> r.blocks(0).size() == number)
                                .toList(),
                        seed);
            case "thinned" ->
                VirtualLibrary.of(blocks.someOfEachRole((int) number, seed).reactions(), seed);
            default ->
                throw new IllegalArgumentException("args[0] is " + args[0] + "; accepted: prefix, space, thinned");
        };
    }

    /** Counts duplicates among products 0 to {@code size - 1}; {@code origin} names one, up to " of " its scheme. */
    static Count count(long size, LongFunction<String> smiles, LongFunction<String> origin) {
        long[] hashes = LongStream.range(0, size)
                .parallel()
                .map(i -> HASH.get().of(smiles.apply(i)))
                .toArray();
        long[] sorted = hashes.clone();
        Arrays.parallelSort(sorted);
        LongStream.Builder repeated = LongStream.builder();
        long duplicates = 0;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                duplicates++;
                repeated.add(sorted[i]);
            }
        }
        return new Count(size, duplicates, pairs(hashes, repeated.build().toArray(), smiles, origin));
    }

    private static Map<String, String> pairs(
            long[] hashes, long[] repeated, LongFunction<String> smiles, LongFunction<String> origin) {
        Map<Long, Integer> first = new HashMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, String> examples = new TreeMap<>();
        for (int i = 0; i < hashes.length && repeated.length > 0; i++) {
            if (Arrays.binarySearch(repeated, hashes[i]) < 0) {
                continue;
            }
            Integer earlier = first.putIfAbsent(hashes[i], i);
            if (earlier != null) {
                String pair = scheme(origin.apply(earlier)) + " = " + scheme(origin.apply(i));
                counts.merge(pair, 1, Integer::sum);
                examples.putIfAbsent(
                        pair,
                        smiles.apply(earlier) + " (" + origin.apply(earlier) + "), " + smiles.apply(i) + " ("
                                + origin.apply(i) + ")");
            }
        }
        Map<String, String> pairs = new TreeMap<>();
        counts.forEach((pair, count) -> pairs.put(pair + ": " + count, String.valueOf(examples.get(pair))));
        return pairs;
    }

    private static String scheme(String origin) {
        return origin.substring(0, origin.indexOf(" of "));
    }
}
