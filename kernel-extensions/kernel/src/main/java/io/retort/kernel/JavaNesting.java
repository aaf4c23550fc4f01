package io.retort.kernel;

/** Follows Java line by line and knows whether the next line begins outside of brackets, text blocks and comments. */
final class JavaNesting {
    private int depth;
    private boolean inComment;
    private boolean inTextBlock;

    boolean isOutside() {
        return depth <= 0 && !inComment && !inTextBlock;
    }

    void read(String text, int from, int to) {
        int i = from;
        while (i < to) {
            if (inComment) {
                int end = text.indexOf("*/", i);
                inComment = end < 0 || end >= to;
                i = inComment ? to : end + 2;
            } else if (inTextBlock) {
                int end = endOfTextBlock(text, i, to);
                inTextBlock = end < 0;
                i = inTextBlock ? to : end;
            } else {
                i = readCode(text, i, to);
            }
        }
    }

    private int readCode(String text, int i, int to) {
        if (text.startsWith("//", i)) {
            return to;
        }
        if (text.startsWith("/*", i)) {
            inComment = true;
            return i + 2;
        }
        if (text.startsWith("\"\"\"", i)) {
            inTextBlock = true;
            return i + 3;
        }
        char c = text.charAt(i);
        switch (c) {
            case '"', '\'' -> {
                return endOfLiteral(text, i + 1, to, c);
            }
            case '(', '[', '{' -> depth++;
            case ')', ']', '}' -> depth--;
            default -> {
                // nothing that nests
            }
        }
        return i + 1;
    }

    private static int endOfLiteral(String text, int from, int to, char quote) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i + 1;
            }
        }
        return to;
    }

    private static int endOfTextBlock(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.startsWith("\"\"\"", i)) {
                return i + 3;
            }
        }
        return -1;
    }
}
