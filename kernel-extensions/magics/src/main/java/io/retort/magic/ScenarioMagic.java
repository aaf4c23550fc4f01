package io.retort.magic;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.scenario.Scenario;
import io.retort.scenario.ScenarioComparison;
import io.retort.scenario.ScenarioOptions;
import io.retort.scenario.ScenarioReport;
import io.retort.scenario.census.CensusSource;
import io.retort.scenario.config.ScenarioConfig;
import io.retort.table.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code %%scenario} runs the cell's YAML as one or several scenarios of a census, with progress by year and model, and
 * compares all scenarios of the workspace. Braces belong to YAML, so values of Java go into the first line alone.
 */
final class ScenarioMagic implements Magic<RawText> {
    private static final OptionSet<ScenarioOptions> RUN = OptionSet.of(ScenarioOptions.class);
    private static final OptionSet<Given> GIVEN = OptionSet.of(Given.class);
    private static final String NAME = "%%scenario";

    /**
     * What is simulated and compared.
     *
     * @param census table of the workspace, or file
     * @param map what a file calls our columns
     * @param dateFormat how a file writes dates
     * @param base scenario that the others are compared with
     */
    record Given(
            @Option(help = "Table of the workspace with the employees, or a CSV or Parquet file.", required = true)
            String census,

            @Option(help = "What a file calls a column, such as employee_id=EEID.", repeatable = true)
            List<String> map,

            @Option(help = "How a file writes dates, such as %m/%d/%Y; ISO 8601 if not given.") @Nullable
            String dateFormat,

            @Option(help = "Scenario that the others are compared with; the first if not given.") @Nullable
            String base) {}

    @Override
    public String name() {
        return "scenario";
    }

    @Override
    public String help() {
        return "simulates a workforce: the cell is YAML, a document between lines of --- for each scenario";
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
        return GIVEN.help(NAME) + "\n\nOf the run:\n" + RUN.help(NAME + " ...")
                + "\n\n  The tables scenario_events, scenario_snapshots, scenario_years, scenario_comparison, scenario_winners,"
                + "\n  scenario_growth and scenario_uncertainty are in the workspace afterwards.";
    }

    @Override
    public List<String> suggest(String text) {
        if (text.matches(".*--census(=|\\s+)\\S*")) {
            String word = text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf('=')) + 1);
            List<String> found = new ArrayList<>(TableSuggestions.tables(word));
            found.addAll(PathSuggestions.of(text, file -> true));
            return found;
        }
        List<String> found = new ArrayList<>(GIVEN.suggest(text));
        found.addAll(RUN.suggest(text));
        return found;
    }

    @Override
    public @Nullable Object run(RawText line, MagicCall call) {
        List<String> words = new ArrayList<>(JavaValues.words(line.text(), call));
        Given given = GIVEN.read(NAME, OptionWords.take(GIVEN, words));
        ScenarioOptions options = RUN.read(NAME, words);
        List<ScenarioConfig> configs = ScenarioConfig.parseAll(NAME, call.body().orElse(""));
        Workspace workspace = Session.workspace();
        ScenarioReport report =
                LiveScenario.run(scenario(given, configs, workspace).with(options), call);
        ScenarioComparison comparison =
                ScenarioComparison.of(workspace, given.base() == null ? "" : given.base(), call.token());
        call.display(new PlainText(line(report)));
        return comparison.tables().get("costs");
    }

    private static Scenario scenario(Given given, List<ScenarioConfig> configs, Workspace workspace) {
        Path file = Path.of(given.census());
        if (!workspace.tables().contains(given.census()) && Files.isRegularFile(file)) {
            return Scenario.of(CensusSource.of(file, given.map(), given.dateFormat(), LocalDate.MAX), configs);
        }
        if (!given.map().isEmpty() || given.dateFormat() != null) {
            throw new UsageException(NAME + ": --map and --date-format are for a census from a file, and "
                    + given.census() + " is none");
        }
        return Scenario.of(workspace.table(given.census()), configs);
    }

    private static String line(ScenarioReport report) {
        return String.format(
                Locale.ROOT,
                "%s: %,d employees, %d seeds, %d-%d, %,d events, %,d snapshots; %d years made, %d found; %.1f s",
                String.join(", ", report.scenarios()),
                report.employees(),
                report.seeds().size(),
                report.years().get(0),
                report.years().get(1),
                report.events(),
                report.snapshots(),
                report.yearsMade(),
                report.yearsFound(),
                report.wallS());
    }
}
