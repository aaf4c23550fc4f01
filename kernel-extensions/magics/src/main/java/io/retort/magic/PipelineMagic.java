package io.retort.magic;

import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.engine.Pipeline;
import io.retort.engine.RunHandle;
import io.retort.engine.RunOptions;
import io.retort.engine.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code %%pipeline} runs the cell's text as a pipeline, with progress in place; with {@code --background} the cell ends
 * at once and the run goes on.
 */
final class PipelineMagic implements Magic<RawText> {
    private static final OptionSet<RunOptions> RUN = OptionSet.of(RunOptions.class);
    private static final String BACKGROUND = "--background";
    private static final String DEFAULT_TABLE = "result";
    private static final Pattern FILE_STAGE = Pattern.compile("\\s*(read|write)\\s");

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public String help() {
        return "runs the cell as a pipeline: a stage per line; the rows go to table " + DEFAULT_TABLE
                + " unless --out or a write stage says otherwise";
    }

    @Override
    public Form form() {
        return Form.CELL;
    }

    @Override
    public Class<RawText> arguments() {
        return RawText.class;
    }

    @Override
    public String usage() {
        return RUN.help("%%pipeline") + "\n\n  " + BACKGROUND
                + "\n      Leave the run to go on while other cells run; see %progress, %cancel, %runs.";
    }

    @Override
    public List<String> suggest(String text) {
        String word = text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t')) + 1);
        List<String> found = new ArrayList<>(RUN.suggest(text));
        if (!word.isEmpty() && BACKGROUND.startsWith(word)) {
            found.add(BACKGROUND);
        }
        return found;
    }

    @Override
    public @Nullable Object run(RawText line, MagicCall call) {
        List<String> words = new ArrayList<>(JavaValues.words(line.text(), call));
        boolean background = words.removeIf(BACKGROUND::equals);
        RunOptions arguments = RUN.read("%%pipeline", words);
        String body = call.body()
                .orElseThrow(() -> new UsageException("%%pipeline needs the pipeline's text below its first line"));
        Pipeline pipeline = Pipeline.parse(JavaValues.fill(body, call));
        RunOptions options =
                arguments.out() == null && !pipeline.hasSink() ? arguments.withOut(DEFAULT_TABLE) : arguments;
        if (background) {
            RunHandle handle = BackgroundRuns.start(pipeline, options, call);
            return call.assigned() ? handle : null;
        }
        LiveRun.of(pipeline, options, call);
        return null;
    }

    @Override
    public Suggestions suggestBody(String body, int cursor) {
        String line = body.substring(
                Math.max(body.lastIndexOf('\n', cursor - 1), body.lastIndexOf('|', cursor - 1)) + 1, cursor);
        String word = line.substring(Math.max(line.lastIndexOf(' '), line.lastIndexOf('\t')) + 1);
        if (!FILE_STAGE.matcher(line).lookingAt() || word.startsWith("-")) {
            return Pipeline.suggest(body, cursor);
        }
        List<String> found = new ArrayList<>(TableSuggestions.tables(word));
        found.addAll(PathSuggestions.of(line, file -> true));
        Suggestions options = Pipeline.suggest(body, cursor);
        return found.isEmpty() ? options : new Suggestions(cursor - word.length(), found);
    }
}
