package io.retort.magic;

import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.embed.search.Neighbors;
import io.retort.engine.StageCatalog;
import io.retort.table.Table;
import io.retort.table.VectorColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code %similar TABLE SMILES} is one door to both kinds of similarity: where {@code --by} names a column of vectors, or the
 * table has no other column to go by, the nearest vectors are found; else the stage of that name compares fingerprints.
 */
final class SimilarMagic implements Magic<RawText> {
    private static final String NAME = "similar";
    private static final String BY = "--by";
    private static final OptionSet<Neighbors> VECTORS = OptionSet.of(Neighbors.class);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String help() {
        return "finds the rows most like a molecule, by fingerprints, or by vectors with --by COLUMN of vectors";
    }

    @Override
    public Class<RawText> arguments() {
        return RawText.class;
    }

    @Override
    public String usage() {
        String vectors = "By vectors, with --by COLUMN:\n" + VECTORS.help("%similar TABLE");
        return fingerprints().map(f -> f.usage() + "\n\n" + vectors).orElse(vectors);
    }

    @Override
    public List<String> suggest(String text) {
        List<String> found = new ArrayList<>(TableWords.suggest(text, VECTORS));
        fingerprints()
                .ifPresent(f -> f.suggest(text).stream()
                        .filter(word -> !found.contains(word))
                        .forEach(found::add));
        return found;
    }

    private static Optional<StageMagic> fingerprints() {
        return StageCatalog.installed().names().contains(NAME)
                ? Optional.of(new StageMagic(StageCatalog.installed().require(NAME)))
                : Optional.empty();
    }

    @Override
    public @Nullable Object run(RawText line, MagicCall call) {
        List<String> words = JavaValues.words(line.text(), call);
        String name = TableWords.of(words, VECTORS, true).table();
        if (name == null) {
            throw new UsageException("%similar: missing TABLE, the table of the workspace that it reads");
        }
        Table table = Session.table(name);
        String by = by(words);
        Optional<StageMagic> fingerprints = fingerprints();
        boolean vectors =
                by == null ? fingerprints.isEmpty() || !hasFingerprints(table) : VectorColumn.declared(table, by);
        if (vectors) {
            return NeighborsMagic.search("%similar", by == null ? withColumn(words, table) : words, call);
        }
        return fingerprints
                .orElseThrow(() -> new UsageException("%similar: column \"" + by
                        + "\" holds no vectors; accepted is a column that %embed made, such as embedding"))
                .run(line, call);
    }

    private static @Nullable String by(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals(BY) && i + 1 < words.size()) {
                return words.get(i + 1);
            }
            if (words.get(i).startsWith(BY + "=")) {
                return words.get(i).substring(BY.length() + 1);
            }
        }
        return null;
    }

    private static boolean hasFingerprints(Table table) {
        return table.sqlColumns().stream().anyMatch(c -> c.type().equals("BLOB"));
    }

    /** Names the table's first column of vectors, if it has one. */
    private static List<String> withColumn(List<String> words, Table table) {
        List<String> all = new ArrayList<>(words);
        table.sqlColumns().stream()
                .filter(c -> VectorColumn.declared(table, c.name()))
                .findFirst()
                .ifPresent(c -> all.addAll(List.of(BY, c.name())));
        return all;
    }
}
