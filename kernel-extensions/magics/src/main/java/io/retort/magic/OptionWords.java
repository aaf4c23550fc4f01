package io.retort.magic;

import io.retort.core.DeclaredOption;
import io.retort.core.OptionSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Tells the words of a line apart that belong to different records of options. */
final class OptionWords {
    private OptionWords() {}

    /** Takes the options of a record, with their values, out of a line's words. */
    static List<String> take(OptionSet<?> options, List<String> words) {
        List<String> taken = new ArrayList<>();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            int equals = word.indexOf('=');
            String name = word.startsWith("--") ? word.substring(2, equals < 0 ? word.length() : equals) : "";
            for (DeclaredOption option : options.declared()) {
                if (option.name().equals(name) || option.isFlag() && ("no-" + option.name()).equals(name)) {
                    taken.add(word);
                    rest.remove();
                    if (equals < 0 && !option.isFlag() && rest.hasNext()) {
                        taken.add(rest.next());
                        rest.remove();
                    }
                    break;
                }
            }
        }
        return taken;
    }
}
