package io.retort.chem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** Molecules and tables for the tests of this room. */
final class TestMolecules {
    private TestMolecules() {}

    /** Molecules written for these tests: drugs, rings, salts, isotopes, every kind of stereo. */
    static List<String> all() {
        return lines("molecules.smi");
    }

    static List<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(TestMolecules.class.getResourceAsStream(resource));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a table with a header. */
    static List<String[]> table(String resource) {
        return lines(resource).stream().skip(1).map(l -> l.split("\t", -1)).toList();
    }

    /** The folder of shared test data, if it is there. */
    static Optional<Path> shared() {
        String named = System.getenv("RETORT_SHARED");
        String root = System.getProperty("retort.root", "..");
        Path folder = named == null ? Path.of(root).resolve("../shared") : Path.of(named);
        return Optional.of(folder.resolve("data/molecules"))
                .filter(p -> p.toFile().isDirectory());
    }

    static String canonical(String smiles) {
        return Molecule.parse(smiles).orThrow().smiles();
    }

    /** The molecule written from a random atom along random branches; parts in random order. */
    static String shuffled(Molecule molecule, Random random) {
        MolGraph graph = molecule.graph();
        int[] part = graph.components();
        int parts = 0;
        for (int p : part) {
            parts = Math.max(parts, p + 1);
        }
        List<String> texts = new ArrayList<>();
        for (GraphPart each : GraphPart.split(graph, part, parts)) {
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < each.graph().atomCount; i++) {
                places.add(i);
            }
            Collections.shuffle(places, random);
            texts.add(SmilesWriter.write(
                    each.graph(), places.stream().mapToInt(Integer::intValue).toArray()));
        }
        Collections.shuffle(texts, random);
        return String.join(".", texts);
    }

    /** The same graph with its atoms and stereo elements in random order. */
    static MolGraph shuffled(MolGraph graph, Random random) {
        List<Integer> atoms = new ArrayList<>();
        for (int i = 0; i < graph.atomCount; i++) {
            atoms.add(i);
        }
        Collections.shuffle(atoms, random);
        MolGraph shuffled =
                graph.part(atoms.stream().mapToInt(Integer::intValue).toArray());
        Collections.shuffle(shuffled.stereo, random);
        return shuffled;
    }
}
