package io.retort.embed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts SMILES into atoms, bracket atoms, bonds, branches and ring digits, and finds their numbers; the same as what {@code
 * tokenizer.json} describes with a regular expression, in one pass over the text. What the expression does not know (two
 * unknown characters in a row count as one piece) becomes the unknown token, as there. Safe for use by many threads.
 *
 * <p>Source: the expression is that of {@code schwaller2018}, with ring digits and atoms as the model's card lists them.
 */
final class SmilesTokenizer implements Tokenizer {
    /** The expression that this class stands for; another is left to the general tokenizer. */
    static final String EXPRESSION = "\\[[^\\]]+\\]|Br|Cl|%[0-9]{2}|[BCNOPSFIbcnops]|[0-9]|[().=#$:/\\\\~\\-+*]";

    private static final String SINGLE = "BCNOPSFIbcnops0123456789().=#$:/\\~-+*";
    private static final int NO_TOKEN = -1;

    private final Map<String, Integer> vocabulary;
    private final Map<String, Integer> marks;
    private final int[] single = new int[128];
    private final int unknown;
    private final int first;
    private final int last;
    private final int pad;
    private final int maxTokens;

    private SmilesTokenizer(Map<String, Integer> vocabulary, Map<String, Integer> marks, Ends ends, int maxTokens) {
        this.vocabulary = vocabulary;
        this.marks = marks;
        this.unknown = ends.unknown();
        this.first = ends.first();
        this.last = ends.last();
        this.pad = ends.pad();
        this.maxTokens = maxTokens;
        Arrays.fill(single, NO_TOKEN);
        for (int i = 0; i < SINGLE.length(); i++) {
            single[SINGLE.charAt(i)] = vocabulary.getOrDefault(SINGLE.substring(i, i + 1), unknown);
        }
    }

    private record Ends(int unknown, int first, int last, int pad) {}

    /** The tokenizer that a file describes, if it is of this kind. */
    static Optional<SmilesTokenizer> of(JsonNode file, int maxTokens) {
        JsonNode split = file.path("pre_tokenizer");
        JsonNode model = file.path("model");
        boolean known = file.path("normalizer").isNull()
                && split.path("type").asText().equals("Split")
                && split.path("pattern").path("Regex").asText().equals(EXPRESSION)
                && split.path("behavior").asText().equals("Isolated")
                && !split.path("invert").asBoolean()
                && model.path("type").asText().equals("WordLevel");
        List<Integer> ends = ends(file.path("post_processor"));
        if (!known || ends.size() != 2) {
            return Optional.empty();
        }
        Map<String, Integer> vocabulary = new HashMap<>();
        model.path("vocab")
                .properties()
                .forEach(e -> vocabulary.put(e.getKey(), e.getValue().asInt()));
        Map<String, Integer> marks = new HashMap<>();
        for (JsonNode mark : file.path("added_tokens")) {
            marks.put(mark.path("content").asText(), mark.path("id").asInt());
        }
        Integer unknown = vocabulary.get(model.path("unk_token").asText());
        boolean bracketed = marks.keySet().stream().allMatch(m -> m.startsWith("["));
        if (unknown == null || !bracketed) {
            return Optional.empty();
        }
        int pad = marks.getOrDefault("[PAD]", 0);
        return Optional.of(
                new SmilesTokenizer(vocabulary, marks, new Ends(unknown, ends.get(0), ends.get(1), pad), maxTokens));
    }

    /** Numbers of the marks around a text, if there is one at each end. */
    private static List<Integer> ends(JsonNode template) {
        List<Integer> ends = new ArrayList<>();
        JsonNode single = template.path("single");
        boolean around = template.path("type").asText().equals("TemplateProcessing")
                && single.size() == 3
                && single.get(1).has("Sequence");
        for (int i = 0; around && i < 3; i += 2) {
            String name = single.get(i).path("SpecialToken").path("id").asText();
            for (JsonNode id : template.path("special_tokens").path(name).path("ids")) {
                ends.add(id.asInt());
            }
        }
        return ends;
    }

    @Override
    public int padding() {
        return pad;
    }

    @Override
    public boolean encode(String text, TokenRows to) {
        to.add(first);
        int start = 0;
        for (int at = text.indexOf('['); at >= 0; at = text.indexOf('[', at + 1)) {
            String mark = markAt(text, at);
            if (mark != null) {
                cut(text, start, at, to);
                to.add(marks.getOrDefault(mark, unknown));
                start = at + mark.length();
                at = start - 1;
            }
        }
        cut(text, start, text.length(), to);
        boolean tooLong = to.open() > maxTokens - 1;
        if (tooLong) {
            to.cutTo(maxTokens - 1);
        }
        to.add(last);
        to.endRow();
        return tooLong;
    }

    /** A mark such as {@code [CLS]} that stands in the text, which nothing else may reach across. */
    private @org.jspecify.annotations.Nullable String markAt(String text, int at) {
        for (String mark : marks.keySet()) {
            if (text.startsWith(mark, at)) {
                return mark;
            }
        }
        return null;
    }

    private void cut(String text, int from, int to, TokenRows out) {
        boolean inUnknown = false;
        for (int i = from; i < to; ) {
            int length = pieceLength(text, i, to);
            if (length == 0) {
                if (!inUnknown) {
                    out.add(unknown);
                }
                inUnknown = true;
                i++;
                continue;
            }
            inUnknown = false;
            out.add(length == 1 ? single[text.charAt(i)] : number(text.substring(i, i + length)));
            i += length;
        }
    }

    private int number(String piece) {
        return vocabulary.getOrDefault(piece, unknown);
    }

    /** Characters of the piece that starts here, 0 if none does. */
    private int pieceLength(String text, int at, int end) {
        char c = text.charAt(at);
        char next = at + 1 < end ? text.charAt(at + 1) : 0;
        if (c == '[') {
            int close = text.indexOf(']', at + 1);
            return close > at + 1 && close < end ? close - at + 1 : 0;
        }
        if ((c == 'B' && next == 'r') || (c == 'C' && next == 'l')) {
            return 2;
        }
        if (c == '%') {
            return isDigit(next) && at + 2 < end && isDigit(text.charAt(at + 2)) ? 3 : 0;
        }
        return c < 128 && single[c] != NO_TOKEN ? 1 : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
