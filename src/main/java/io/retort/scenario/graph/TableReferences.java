package io.retort.scenario.graph;

import io.retort.scenario.graph.SqlToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the tables that SQL names without a schema: the identifiers after FROM, JOIN and the commas between them that are
 * no table function and no common table expression of the same text.
 */
final class TableReferences {
    /** After these a list of tables is over. */
    private static final Set<String> CLAUSES = Set.of(
            "SELECT",
            "WHERE",
            "GROUP",
            "ORDER",
            "HAVING",
            "LIMIT",
            "OFFSET",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "QUALIFY",
            "WINDOW",
            "VALUES");

    /** Functions that have a FROM of their own between their arguments. */
    private static final Set<String> FROM_INSIDE = Set.of("EXTRACT", "TRIM", "SUBSTRING", "OVERLAY", "DATE_PART");

    private final List<SqlToken> tokens;
    private final List<Integer> places = new ArrayList<>();
    private final Set<String> common = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Integer> found = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();

    /** What is open between two parentheses. */
    private static final class Frame {
        final boolean hasOwnFrom;
        boolean listing;
        boolean expecting;

        Frame(boolean hasOwnFrom, boolean listing) {
            this.hasOwnFrom = hasOwnFrom;
            this.listing = listing;
            this.expecting = listing;
        }
    }

    private TableReferences(List<SqlToken> tokens) {
        this.tokens = tokens;
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).isBlank()) {
                places.add(i);
            }
        }
    }

    /** Indexes of the tokens that name tables. */
    static List<Integer> in(List<SqlToken> tokens) {
        TableReferences references = new TableReferences(tokens);
        references.findCommon();
        references.walk();
        return references.found;
    }

    private SqlToken token(int i) {
        return i >= 0 && i < places.size()
                ? tokens.get(places.get(i))
                : new SqlToken(Kind.SPACE, "", 0, SqlToken.Within.NOTHING);
    }

    /** Names that WITH defines: {@code name [(columns)] AS [[NOT] MATERIALIZED] (}. */
    private void findCommon() {
        for (int i = 1; i < places.size(); i++) {
            String before = token(i - 1).keyword();
            boolean mayBegin = before.equals("WITH")
                    || before.equals("RECURSIVE")
                    || token(i - 1).isSymbol(",");
            if (!mayBegin || !token(i).isIdentifier()) {
                continue;
            }
            int next = i + 1;
            if (token(next).isSymbol("(")) {
                while (next < places.size() && !token(next).isSymbol(")")) {
                    next++;
                }
                next++;
            }
            if (token(next).keyword().equals("AS")) {
                next += token(next + 1).keyword().equals("NOT") ? 2 : 1;
                next += token(next).keyword().equals("MATERIALIZED") ? 1 : 0;
                if (token(next).isSymbol("(")) {
                    common.add(token(i).identifier());
                }
            }
        }
    }

    private void walk() {
        frames.push(new Frame(false, false));
        for (int i = 0; i < places.size(); i++) {
            SqlToken token = token(i);
            Frame frame = frames.element();
            if (token.isSymbol("(")) {
                frames.push(new Frame(FROM_INSIDE.contains(token(i - 1).keyword()), frame.expecting));
                frame.expecting = false;
            } else if (token.isSymbol(")")) {
                if (frames.size() > 1) {
                    frames.pop();
                }
            } else if (token.isSymbol(",")) {
                frame.expecting = frame.listing;
            } else if (token.isIdentifier() && !keyword(frame, token, i) && frame.expecting) {
                i = table(frame, i);
            } else if (!token.isIdentifier()) {
                frame.expecting = false;
            }
        }
    }

    /** Whether a word opens or closes a list of tables, or belongs to one. */
    private boolean keyword(Frame frame, SqlToken token, int i) {
        String word = token.keyword();
        if (word.equals("FROM") && !frame.hasOwnFrom && !isDistinctFrom(i) || word.equals("JOIN")) {
            frame.listing = true;
            frame.expecting = true;
            return true;
        }
        if (CLAUSES.contains(word)) {
            frame.listing = false;
            frame.expecting = false;
            return true;
        }
        return word.equals("LATERAL") || word.equals("ONLY") || word.equals("FROM");
    }

    private boolean isDistinctFrom(int i) {
        String before = token(i - 2).keyword();
        return token(i - 1).keyword().equals("DISTINCT") && (before.equals("IS") || before.equals("NOT"));
    }

    /** Takes a name with what qualifies it; returns the index of its last token. */
    private int table(Frame frame, int first) {
        int last = first;
        while (token(last + 1).isSymbol(".") && token(last + 2).isIdentifier()) {
            last += 2;
        }
        frame.expecting = false;
        boolean function = token(last + 1).isSymbol("(");
        String name = token(first).identifier().toLowerCase(Locale.ROOT);
        if (last == first && !function && !common.contains(name)) {
            found.add(places.get(first));
        }
        return last;
    }
}
