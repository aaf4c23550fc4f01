package io.retort.kernel.magic;

import io.retort.core.UsageException;
import io.retort.magic.ArgumentLine;
import io.retort.magic.HtmlTable;
import io.retort.magic.Magic;
import io.retort.magic.MagicCall;
import io.retort.magic.PathSuggestions;
import io.retort.magic.PlainText;
import io.retort.magic.RawText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code %classpath} lists what cells see; {@code %classpath add PATH} adds to it. */
final class ClassPathMagic implements Magic<RawText> {
    private final JavaSession java;

    ClassPathMagic(JavaSession java) {
        this.java = java;
    }

    @Override
    public String name() {
        return "classpath";
    }

    @Override
    public String help() {
        return "lists the class path of cells with sizes, or adds to it";
    }

    @Override
    public Class<RawText> arguments() {
        return RawText.class;
    }

    @Override
    public String usage() {
        return "%classpath\n%classpath add PATH_OR_PATTERN ...";
    }

    @Override
    public Object run(RawText arguments, MagicCall call) {
        List<String> words = ArgumentLine.split(arguments.text());
        if (words.isEmpty()) {
            return list();
        }
        if (!words.get(0).equals("add") || words.size() == 1) {
            throw new UsageException(
                    "%classpath stands alone or is followed by add and paths, got \"" + arguments.text() + "\".");
        }
        List<Path> entries = ClassPathFiles.find("%classpath add", words.subList(1, words.size()));
        return new PlainText(AddedLibraries.add(java, entries).sentence());
    }

    @Override
    public List<String> suggest(String text) {
        String typed = text.stripLeading();
        if (typed.startsWith("add ")) {
            return PathSuggestions.of(text, PathSuggestions::isJar);
        }
        return "add".startsWith(typed) ? List.of("add") : List.of();
    }

    private Object list() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        java.addedClassPath().forEach(entry -> rows.add(row(entry, "added")));
        java.ownClassPath().forEach(entry -> rows.add(row(entry, "kernel")));
        return HtmlTable.of(List.of("entry", "size", "from", "folder"), rows.toArray(new @Nullable Object[0][]));
    }

    private static @Nullable Object[] row(Path entry, String from) {
        return new @Nullable Object[] {
            String.valueOf(entry.getFileName()),
            AddedLibraries.size(ClassPathFiles.sizeBytes(entry)),
            from,
            String.valueOf(entry.getParent())
        };
    }
}
