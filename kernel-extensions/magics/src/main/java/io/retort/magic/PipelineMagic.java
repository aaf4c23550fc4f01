package io.retort.magic;

import io.retort.core.UsageException;
import io.retort.engine.Pipeline;
import io.retort.engine.RunOptions;
import io.retort.engine.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code %%pipeline} runs the cell's text as a pipeline, with progress in place. */
final class PipelineMagic implements Magic<RunOptions> {
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
    public Class<RunOptions> arguments() {
        return RunOptions.class;
    }

    @Override
    public @Nullable Object run(RunOptions arguments, MagicCall call) {
        String body = call.body()
                .orElseThrow(() -> new UsageException("%%pipeline needs the pipeline's text below its first line"));
        Pipeline pipeline = Pipeline.parse(JavaValues.fill(body, call));
        RunOptions options =
                arguments.out() == null && !pipeline.hasSink() ? arguments.withOut(DEFAULT_TABLE) : arguments;
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
