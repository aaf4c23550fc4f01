package io.retort.chem;

import io.retort.core.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The building blocks of the virtual library by role, and its reactions, as the TSV resources list them. Immutable and
 * safe to share between threads.
 *
 * <p>A fragment is written so that plain concatenation joins it: its first atom bonds to whatever stands before it, and
 * each {@code *} is a further attachment point, replaced where it stands. So the order of the neighbors around a stereo
 * centre is the order in the product too. Ring closure digits are shared out so that a ring that is open where another
 * fragment goes in never meets the same digit: caps 1-3, aryl halides 4-5, halogenated cores 6-7, amino acids, diamines
 * and rings that a reaction builds 8-9.
 */
final class LibraryBlocks {
    private static final String FOLDER = "blocks/";
    private static final List<String> FILES =
            List.of("acids.tsv", "amines.tsv", "aryls.tsv", "caps.tsv", "links.tsv", "cores.tsv");
    private static final String REACTIONS = "reactions.tsv";

    private final Map<String, List<Block>> byRole;

    /** One residue: its parts are the SMILES pieces between attachment points. */
    record Block(String id, String role, String name, List<String> parts) {
        Block {
            parts = List.copyOf(parts);
        }

        int holeCount() {
            return parts.size() - 1;
        }
    }

    private LibraryBlocks(Map<String, List<Block>> byRole) {
        this.byRole = byRole;
    }

    /** Reads every block from the resources. */
    static LibraryBlocks load() {
        Map<String, List<Block>> byRole = new LinkedHashMap<>();
        Set<String> ids = new HashSet<>();
        for (String file : FILES) {
            for (String[] row : rows(file)) {
                if (!ids.add(row[0])) {
                    throw new DataException("Building block id " + row[0] + " appears twice; the second is in " + file);
                }
                byRole.computeIfAbsent(row[1], r -> new ArrayList<>())
                        .add(new Block(row[0], row[1], row[3], List.of(row[2].split("\\*", -1))));
            }
        }
        byRole.replaceAll((role, blocks) -> List.copyOf(blocks));
        return new LibraryBlocks(byRole);
    }

    /** The same roles with a seeded choice of at most {@code count} blocks each: a space small enough to walk through. */
    LibraryBlocks someOfEachRole(int count, long seed) {
        Map<String, List<Block>> few = new LinkedHashMap<>();
        byRole.forEach((role, blocks) -> {
            LibraryPermutation order = new LibraryPermutation(blocks.size(), seed ^ role.hashCode());
            few.put(
                    role,
                    LongStream.range(0, Math.min(count, blocks.size()))
                            .mapToObj(i -> blocks.get((int) order.apply(i)))
                            .toList());
        });
        return new LibraryBlocks(few);
    }

    /** The blocks of one role, or of several joined by {@code +}, in file order. */
    List<Block> ofRoles(String roles) {
        List<Block> found = new ArrayList<>();
        for (String role : roles.split("\\+", -1)) {
            List<Block> blocks = byRole.get(role);
            if (blocks == null) {
                throw new DataException("Unknown building block role \"" + role + "\"; known: " + byRole.keySet());
            }
            found.addAll(blocks);
        }
        return List.copyOf(found);
    }

    /** Every block, in file order. */
    List<Block> all() {
        return byRole.values().stream().flatMap(List::stream).toList();
    }

    /** The reactions over these blocks, in file order. */
    List<LibraryReaction> reactions() {
        List<LibraryReaction> reactions = new ArrayList<>();
        for (String[] row : rows(REACTIONS)) {
            LibraryTemplate template = LibraryTemplate.compile(row[3], this);
            reactions.add(new LibraryReaction(row[0], Integer.parseInt(row[1]), row[2], template));
        }
        return List.copyOf(reactions);
    }

    private static List<String[]> rows(String file) {
        InputStream stream = LibraryBlocks.class.getResourceAsStream(FOLDER + file);
        if (stream == null) {
            throw new DataException("Resource " + FOLDER + file + " is missing from the jar");
        }
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] columns = line.split("\t", -1);
                if (columns.length != 4) {
                    throw new DataException("Resource " + file + " has a line without 4 columns: " + line);
                }
                rows.add(columns);
            }
        } catch (IOException e) {
            throw new DataException("Resource " + file + " cannot be read", e);
        }
        return rows;
    }
}
