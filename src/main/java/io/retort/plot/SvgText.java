package io.retort.plot;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Makes a chart's SVG fit to stand in a page beside others: without document type, with a description, with numbers of
 * two decimals, and with ids that depend on nothing but what is drawn.
 */
final class SvgText {
    private static final Pattern PROLOG = Pattern.compile("\\A\\s*(<\\?xml[^>]*>|<!DOCTYPE[^>]*>|\\s)*");
    private static final Pattern GAP = Pattern.compile(">\\s+<");
    private static final Pattern ROOT = Pattern.compile("\\A<svg[^>]*>");
    private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d+\\.\\d{3,}(?:[eE]-?\\d+)?");
    private static final Pattern CLIP = Pattern.compile("clip\\d+");

    private SvgText() {}

    static String of(String document, String description) {
        String drawn = withStableIds(rounded(compact(document)));
        String title = "<title>" + escape(description) + "</title>";
        return ROOT.matcher(drawn)
                .replaceFirst(r -> Matcher.quoteReplacement(r.group() + title))
                .strip();
    }

    private static String compact(String document) {
        return GAP.matcher(PROLOG.matcher(document).replaceFirst("")).replaceAll("><");
    }

    private static String rounded(String text) {
        return LONG_NUMBER
                .matcher(text)
                .replaceAll(r -> Double.toString(Math.round(Double.parseDouble(r.group()) * 100) / 100.0)
                        .replaceFirst("\\.0$", ""));
    }

    private static String withStableIds(String text) {
        CRC32 sum = new CRC32();
        sum.update(CLIP.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8));
        String prefix = "clip" + Long.toHexString(sum.getValue()) + "-";
        List<String> ids =
                CLIP.matcher(text).results().map(MatchResult::group).distinct().toList();
        return CLIP.matcher(text).replaceAll(r -> prefix + ids.indexOf(r.group()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
