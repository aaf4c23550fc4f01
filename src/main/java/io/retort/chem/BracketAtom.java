package io.retort.chem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.config.Elements;

/** The grammar of an atom in brackets (OpenSMILES 1.0, section 3.1). */
final class BracketAtom {
    private static final Pattern GRAMMAR = Pattern.compile("\\[\\d{0,5}([A-Z][a-z]{0,2}|[a-z]{1,2}|\\*)"
            + "(?:@(?:@|TH[12]|AL[12]|SP[123]|TB(?:1\\d?|20?|[3-9])|OH(?:[12]\\d?|30?|[4-9]))?)?"
            + "(?:H\\d?)?(?:\\+{1,8}|-{1,8}|[+-]\\d{1,2})?(?::\\d{1,6})?\\]");

    private BracketAtom() {}

    /** The letters where the element stands, or null if the text is not an atom in brackets. */
    static @Nullable String symbol(String inside) {
        Matcher matcher = GRAMMAR.matcher(inside);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** Whether letters are an element, an aromatic element in lower case, or the wildcard. */
    static boolean isElement(String letters) {
        if (letters.equals("*")) {
            return true;
        }
        if (Character.isLowerCase(letters.charAt(0))) {
            return switch (letters) {
                case "b", "c", "n", "o", "p", "s", "se", "as", "te", "si" -> true;
                default -> false;
            };
        }
        Elements element = Elements.ofString(letters);
        return element != Elements.Unknown && element.symbol().equals(letters);
    }
}
