package io.retort.manybody;

import io.retort.core.DataException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reads a file as a cluster: JSON if it begins with a brace, else XYZ. */
final class ClusterReader {
    private ClusterReader() {}

    static Cluster read(Path file, ClusterOptions options) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new DataException("the cluster file " + file + " cannot be read: " + e.getMessage(), e);
        }
        try {
            return parse(text, options);
        } catch (DataException | UsageException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
    }

    static Cluster parse(String text, ClusterOptions options) {
        ClusterBuilder builder = Cluster.builder();
        if (text.stripLeading().startsWith("{")) {
            if (options.units() != null && options.unit() != LengthUnit.BOHR) {
                throw new UsageException("QCSchema is always in bohr; leave --units out");
            }
            QcSchemaMolecule.read(text, builder);
        } else {
            new XyzText(text, options.unit()).read(builder);
        }
        apply(options, builder);
        return builder.build();
    }

    private static void apply(ClusterOptions options, ClusterBuilder builder) {
        String fragments = options.fragments();
        if (fragments != null) {
            if (fragments.equals("bonds")) {
                builder.byBonds();
            } else {
                builder.fragments(lists(fragments));
            }
        }
        if (!options.charges().isEmpty()) {
            builder.charges(wholeNumbers(options.charges(), "--charges"));
        }
        if (!options.multiplicities().isEmpty()) {
            builder.multiplicities(wholeNumbers(options.multiplicities(), "--multiplicities"));
        }
    }

    static int[] wholeNumbers(List<String> words, String what) {
        try {
            return words.stream().mapToInt(w -> Integer.parseInt(w.strip())).toArray();
        } catch (NumberFormatException e) {
            throw new UsageException(what + " must be whole numbers, got " + String.join(",", words));
        }
    }

    /** Reads {@code 1-3;4,5,6}. */
    private static int[][] lists(String text) {
        List<int[]> lists = new ArrayList<>();
        for (String list : text.split(";", -1)) {
            IntStream atoms = IntStream.empty();
            for (String part : list.split("[,\\s]+", -1)) {
                if (!part.matches("\\d+(-\\d+)?")) {
                    throw new UsageException("--fragments must be like 1-3;4-6;7-9, got \"" + text + "\"");
                }
                String[] ends = part.split("-", -1);
                atoms = IntStream.concat(
                        atoms,
                        IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])));
            }
            lists.add(atoms.map(a -> a - 1).toArray());
        }
        return lists.toArray(int[][]::new);
    }
}
