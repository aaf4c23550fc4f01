package io.retort.kernel.magic;

import io.retort.core.UsageException;
import io.retort.magic.ArgumentLine;
import io.retort.magic.Magic;
import io.retort.magic.MagicCall;
import io.retort.magic.PathSuggestions;
import io.retort.magic.PlainText;
import io.retort.magic.RawText;
import java.util.List;

/** {@code %jars lib/*.jar} puts jars and folders of classes on the class path of cells. */
final class JarsMagic implements Magic<RawText> {
    private final JavaSession java;

    JarsMagic(JavaSession java) {
        this.java = java;
    }

    @Override
    public String name() {
        return "jars";
    }

    @Override
    public String help() {
        return "puts jars and folders of classes on the class path of this and later cells";
    }

    @Override
    public Class<RawText> arguments() {
        return RawText.class;
    }

    @Override
    public String usage() {
        return "%jars PATH_OR_PATTERN ...\n  a pattern is one of lib/*.jar, lib/**/*.jar, lib/{a,b}*.jar";
    }

    @Override
    public Object run(RawText arguments, MagicCall call) {
        List<String> words = ArgumentLine.split(arguments.text());
        if (words.isEmpty()) {
            throw new UsageException("%jars needs the path of a jar or of a folder of classes, such as lib/*.jar.");
        }
        AddedLibraries added = AddedLibraries.add(java, ClassPathFiles.find("%jars", words));
        return new PlainText(added.sentence());
    }

    @Override
    public List<String> suggest(String text) {
        return PathSuggestions.of(text, PathSuggestions::isJar);
    }
}
