package io.retort.magic;

import io.retort.core.DeclaredOption;
import io.retort.core.Names;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.engine.Pipeline;
import io.retort.engine.Read;
import io.retort.engine.RunOptions;
import io.retort.engine.SinkStage;
import io.retort.engine.SourceStage;
import io.retort.engine.Stage;
import io.retort.engine.StageCatalog;
import io.retort.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stage as a line magic: {@code %properties mols --out measured} reads a table, runs the stage and keeps the rows.
 * The stage's own options and those of a run are taken from where they are declared.
 *
 * @param stage the stage
 */
record StageMagic(StageCatalog.Entry<?> stage) implements Magic<RawText> {
    private static final OptionSet<RunOptions> RUN = OptionSet.of(RunOptions.class);

    @Override
    public String name() {
        return stage.info().name();
    }

    @Override
    public String help() {
        String what = stage.info().help();
        return switch (kind()) {
            case SOURCE -> what + " The rows go to a table.";
            case SINK, ROWS -> what + " The rows come from a table.";
        };
    }

    @Override
    public Class<RawText> arguments() {
        return RawText.class;
    }

    @Override
    public String usage() {
        String table = kind() == Kind.SOURCE ? "" : "TABLE ";
        return stage.options().help("%" + name() + (table.isEmpty() ? "" : " TABLE")) + "\n\nOf the run:\n"
                + RUN.help("%" + name() + " " + table + "...");
    }

    @Override
    public @Nullable Object run(RawText line, MagicCall call) {
        Words words = split(JavaValues.words(line.text(), call));
        RunOptions options = RUN.read("%" + name(), words.run());
        List<Stage> stages = new ArrayList<>();
        String from = null;
        if (kind() != Kind.SOURCE) {
            from = takeTable(words.stage());
            stages.add(Read.table(from));
        }
        stages.add((Stage) stage.options().read("%" + name(), words.stage()));
        if (kind() != Kind.SINK && options.out() == null) {
            options = options.withOut(from == null ? "result" : from + "_" + name());
        }
        LiveRun.of(Pipeline.of(stages.toArray(Stage[]::new)), options, call);
        String out = options.out();
        return call.assigned() && out != null ? Session.table(out) : null;
    }

    @Override
    public List<String> suggest(String text) {
        String word = text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t')) + 1);
        boolean first = text.strip().equals(word);
        if (!word.startsWith("-") && first && kind() != Kind.SOURCE) {
            return TableSuggestions.tables(word);
        }
        Set<String> found = new LinkedHashSet<>(stage.options().suggest(text));
        found.addAll(RUN.suggest(text));
        if (!word.startsWith("-") && kind() != Kind.ROWS) {
            found.addAll(PathSuggestions.of(text, file -> true));
        }
        return List.copyOf(found);
    }

    private enum Kind {
        SOURCE,
        ROWS,
        SINK
    }

    private Kind kind() {
        Class<?> type = stage.options().type();
        return SourceStage.class.isAssignableFrom(type)
                ? Kind.SOURCE
                : SinkStage.class.isAssignableFrom(type) ? Kind.SINK : Kind.ROWS;
    }

    private String takeTable(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (!words.get(i).startsWith("--")) {
                Table table = Session.table(words.remove(i));
                return table.name();
            }
            i += usesNext(stage.options().declared(), words.get(i)) ? 1 : 0;
        }
        throw new UsageException("%" + name() + ": missing TABLE, the table of the workspace that it reads");
    }

    /** Words of the stage and words of the run. */
    private record Words(List<String> stage, List<String> run) {}

    private Words split(List<String> words) {
        Words parts = new Words(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean named = word.startsWith("--") && word.length() > 2;
            List<DeclaredOption> owner = named ? owner(word) : List.of();
            List<String> part = named && owner.equals(RUN.declared()) ? parts.run() : parts.stage();
            part.add(word);
            if (named && usesNext(owner, word) && i + 1 < words.size()) {
                part.add(words.get(++i));
            }
        }
        return parts;
    }

    private List<DeclaredOption> owner(String word) {
        String name = nameIn(word);
        for (List<DeclaredOption> declared : List.of(stage.options().declared(), RUN.declared())) {
            if (declared.stream().anyMatch(o -> o.name().equals(name) || ("no-" + o.name()).equals(name))) {
                return declared;
            }
        }
        List<String> known = new ArrayList<>();
        stage.options().declared().forEach(o -> known.add(o.name()));
        RUN.declared().forEach(o -> known.add(o.name()));
        throw new UsageException("%" + name() + ": unknown option --" + name + "; " + Names.suggestion(name, known));
    }

    private static boolean usesNext(List<DeclaredOption> declared, String word) {
        String name = nameIn(word);
        return word.indexOf('=') < 0 && declared.stream().anyMatch(o -> o.name().equals(name) && !o.isFlag());
    }

    private static String nameIn(String word) {
        int equals = word.indexOf('=');
        return word.substring(2, equals < 0 ? word.length() : equals);
    }
}
