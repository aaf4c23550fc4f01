package io.retort.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CellHistoryTest {
    private static boolean found(String pattern, String input) {
        CellHistory history = new CellHistory();
        history.add(1, input);
        return !history.search(pattern, 0, Set.of()).isEmpty();
    }

    @Property
    void search_anyPattern_agreesWithARegularExpression(
            @ForAll @Chars({'*', '?'}) @CharRange(from = 'a', to = 'b') @StringLength(max = 6) String pattern,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 8) String input) {
        String regex = pattern.replace("*", ".*").replace("?", ".");

        assertThat(found(pattern, input)).isEqualTo(Pattern.matches(regex, input));
    }

    @Test
    @Timeout(5)
    void search_manyStars_takesNoTime() {
        assertThat(found("*a".repeat(30) + "b", "a".repeat(20_000))).isFalse();
    }
}
