package io.retort.chem;

import java.util.ArrayList;
import java.util.List;

/**
 * One bracket atom of SMARTS as the table of tautomeric transforms uses it: elements, connections {@code X}, hydrogens
 * {@code H}, rings {@code R} and {@code r}, valence {@code v}, charges, {@code !}, {@code ,}, {@code ;} and an
 * environment of one sphere. Not a general reader of SMARTS.
 */
final class AtomPattern {
    /** Tells whether an atom matches. */
    interface Test {
        boolean accepts(MolGraph graph, SmallRings rings, int atom);
    }

    private final String text;
    private int at;

    private AtomPattern(String text) {
        this.text = text;
    }

    /** Reads the inside of a bracket. */
    static Test parse(String text) {
        AtomPattern pattern = new AtomPattern(text);
        Test test = pattern.all();
        if (pattern.at < text.length()) {
            throw pattern.unreadable();
        }
        return test;
    }

    private IllegalStateException unreadable() {
        return new IllegalStateException("the pattern " + text + " cannot be read at " + at);
    }

    private Test all() {
        List<Test> parts = new ArrayList<>();
        parts.add(any());
        while (at < text.length() && text.charAt(at) == ';') {
            at++;
            parts.add(any());
        }
        return every(parts);
    }

    private Test any() {
        List<Test> parts = new ArrayList<>();
        parts.add(sequence());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            parts.add(sequence());
        }
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return (graph, rings, atom) -> {
            for (Test part : parts) {
                if (part.accepts(graph, rings, atom)) {
                    return true;
                }
            }
            return false;
        };
    }

    private Test sequence() {
        List<Test> parts = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != ';') {
            parts.add(negatable());
        }
        return every(parts);
    }

    private static Test every(List<Test> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return (graph, rings, atom) -> {
            for (Test part : parts) {
                if (!part.accepts(graph, rings, atom)) {
                    return false;
                }
            }
            return true;
        };
    }

    private Test negatable() {
        if (text.charAt(at) != '!') {
            return primitive();
        }
        at++;
        Test test = primitive();
        return (graph, rings, atom) -> !test.accepts(graph, rings, atom);
    }

    private Test primitive() {
        char first = text.charAt(at++);
        switch (first) {
            case '#' -> {
                int element = number(0);
                return (graph, rings, atom) -> graph.element[atom] == element;
            }
            case 'X' -> {
                int connections = number(1);
                return (graph, rings, atom) -> Edit.connections(graph, atom) == connections;
            }
            case 'H' -> {
                int hydrogens = number(1);
                return (graph, rings, atom) -> graph.totalHydrogens(atom) == hydrogens;
            }
            case 'v' -> {
                int valence = number(1);
                return (graph, rings, atom) -> graph.valence(atom) == valence;
            }
            case 'R' -> {
                int[] range = range();
                return (graph, rings, atom) -> isWithin(rings.count(atom), range);
            }
            case 'z' -> {
                int[] range = range();
                return (graph, rings, atom) -> isWithin(heteroNeighbors(graph, atom), range);
            }
            case 'a' -> {
                return (graph, rings, atom) -> graph.aromatic[atom];
            }
            case 'r' -> {
                int size = number(0);
                return (graph, rings, atom) -> rings.smallest(atom) == size;
            }
            case '+', '-' -> {
                int charge = number(1) * (first == '+' ? 1 : -1);
                return (graph, rings, atom) -> graph.charge[atom] == charge;
            }
            case '$' -> {
                return environment();
            }
            default -> {
                at--;
                return element();
            }
        }
    }

    private int number(int otherwise) {
        int from = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        return from == at ? otherwise : Integer.parseInt(text.substring(from, at));
    }

    private Test element() {
        String symbol = text.substring(at, at + 1);
        boolean two = at + 1 < text.length()
                && Character.isUpperCase(text.charAt(at))
                && Character.isLowerCase(text.charAt(at + 1))
                && text.charAt(at + 1) == 'e';
        symbol = two ? text.substring(at, at + 2) : symbol;
        at += symbol.length();
        boolean aromatic = Character.isLowerCase(symbol.charAt(0));
        int element = switch (symbol.toUpperCase(java.util.Locale.ROOT)) {
            case "C" -> MolGraph.CARBON;
            case "N" -> MolGraph.NITROGEN;
            case "O" -> MolGraph.OXYGEN;
            case "P" -> MolGraph.PHOSPHORUS;
            case "S" -> MolGraph.SULFUR;
            case "SE" -> MolGraph.SELENIUM;
            case "TE" -> MolGraph.TELLURIUM;
            default -> throw unreadable();
        };
        return (graph, rings, atom) -> graph.element[atom] == element && graph.aromatic[atom] == aromatic;
    }

    private static boolean isWithin(int value, int[] range) {
        return value >= range[0] && value <= range[1];
    }

    private static int heteroNeighbors(MolGraph graph, int atom) {
        int count = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int element = graph.element[graph.neighbor[k]];
            count += element != MolGraph.CARBON && element != MolGraph.HYDROGEN ? 1 : 0;
        }
        return count;
    }

    /** A number, or two as in {@code {0-2}}. */
    private int[] range() {
        if (text.charAt(at) != '{') {
            int only = number(1);
            return new int[] {only, only};
        }
        at++;
        int low = number(0);
        at++;
        int high = number(0);
        at++;
        return new int[] {low, high};
    }

    /** Reads {@code (center(one)=two)}: the center's neighbors by single or double bonds. */
    private Test environment() {
        int end = at;
        int depth = 0;
        do {
            depth += text.charAt(end) == '(' ? 1 : text.charAt(end) == ')' ? -1 : 0;
            end++;
        } while (depth > 0);
        String inside = text.substring(at + 1, end - 1);
        at = end;
        List<Test> tests = new ArrayList<>();
        List<Integer> orders = new ArrayList<>();
        int order = 1;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c == '=') {
                order = 2;
            } else if (c == '[' || Character.isLetter(c)) {
                int stop = c == '[' ? inside.indexOf(']', i) : i + 1;
                tests.add(parse(inside.substring(c == '[' ? i + 1 : i, stop)));
                orders.add(order);
                order = 1;
                i = c == '[' ? stop : i;
            }
        }
        Test center = tests.remove(0);
        orders.remove(0);
        return (graph, rings, atom) ->
                center.accepts(graph, rings, atom) && fits(graph, rings, atom, tests, orders, 0, -1);
    }

    private static boolean fits(
            MolGraph graph, SmallRings rings, int atom, List<Test> tests, List<Integer> orders, int index, int taken) {
        if (index == tests.size()) {
            return true;
        }
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int other = graph.neighbor[k];
            if (other != taken
                    && graph.order[graph.via[k]] == orders.get(index)
                    && tests.get(index).accepts(graph, rings, other)
                    && fits(graph, rings, atom, tests, orders, index + 1, other)) {
                return true;
            }
        }
        return false;
    }
}
