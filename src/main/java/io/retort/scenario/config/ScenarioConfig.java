package io.retort.scenario.config;

import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a scenario assumes. Shares are of 1, money is in dollars, ages and service in completed years.
 * Immutable.
 *
 * @param name tells scenarios apart; a letter, then letters, digits, hyphens and underscores
 * @param randomGroup scenarios of the same group draw the same numbers for the same employee and year, so that their
 *     differences are differences of policy
 * @param sections the sections by their names in YAML
 * @param tables every table
 */
public record ScenarioConfig(
        String name, String randomGroup, Map<String, Record> sections, Map<TableSpec, RateTable> tables) {
    /** The group that scenarios belong to unless they say otherwise. */
    public static final String SHARED_GROUP = "shared";

    private static final int HASH_CHARACTERS = 16;

    private static final Map<String, OptionSet<? extends Record>> SECTIONS = declaredSections();

    /** Copies the maps and checks the name. */
    public ScenarioConfig {
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,62}")) {
            throw new UsageException("a scenario's name got \"" + name
                    + "\"; accepted are a letter and up to 62 letters, digits, hyphens and underscores");
        }
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
        tables = Collections.unmodifiableMap(new EnumMap<>(tables));
    }

    private static Map<String, OptionSet<? extends Record>> declaredSections() {
        Map<String, OptionSet<? extends Record>> sections = new LinkedHashMap<>();
        sections.put("workforce", OptionSet.of(Workforce.class));
        sections.put("pay", OptionSet.of(Pay.class));
        sections.put("eligibility", OptionSet.of(Eligibility.class));
        sections.put("auto-enrollment", OptionSet.of(AutoEnrollment.class));
        sections.put("voluntary", OptionSet.of(Voluntary.class));
        sections.put("escalation", OptionSet.of(Escalation.class));
        sections.put("match", OptionSet.of(Match.class));
        sections.put("core", OptionSet.of(Core.class));
        sections.put("vesting", OptionSet.of(Vesting.class));
        sections.put("limits", OptionSet.of(Limits.class));
        return Collections.unmodifiableMap(sections);
    }

    /**
     * The sections and the options that each declares.
     *
     * @return by the names that YAML uses, in the order of the documentation
     */
    public static Map<String, OptionSet<? extends Record>> declared() {
        return SECTIONS;
    }

    /**
     * The defaults.
     *
     * @return the scenario {@code default}
     */
    public static ScenarioConfig defaults() {
        Map<String, Record> sections = new LinkedHashMap<>();
        SECTIONS.forEach((name, options) -> sections.put(name, options.defaults(name)));
        return new ScenarioConfig("default", SHARED_GROUP, sections, TableReading.defaults());
    }

    /**
     * Reads a configuration file: what it says overrides the defaults, or the file that its entry {@code base} names.
     *
     * @param file a YAML file
     * @return the scenario, named as the file says or else after the file
     * @throws UsageException naming file, line and key of what is wrong
     */
    public static ScenarioConfig read(Path file) {
        return ConfigReading.file(file);
    }

    /**
     * Reads a configuration from text; files that it names are looked for in the working folder.
     *
     * @param source what to call the text in messages
     * @param yaml the text
     * @return the scenario
     * @throws UsageException naming source, line and key of what is wrong
     */
    public static ScenarioConfig parse(String source, String yaml) {
        return ConfigReading.text(source, yaml, Path.of(""));
    }

    /**
     * Reads several configurations from one text: documents between lines of three dashes, or a document whose only key
     * {@code scenarios} holds a map from names to what each overrides.
     *
     * @param source what to call the text in messages
     * @param yaml the text
     * @return the scenarios in their order; the defaults if the text is empty
     * @throws UsageException naming source, line and key of what is wrong
     */
    public static List<ScenarioConfig> parseAll(String source, String yaml) {
        return ConfigReading.texts(source, yaml, Path.of(""));
    }

    private <R extends Record> R section(Class<R> type) {
        return sections.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /**
     * How the workforce grows and shrinks.
     *
     * @return the section {@code workforce}
     */
    public Workforce workforce() {
        return section(Workforce.class);
    }

    /**
     * How pay changes.
     *
     * @return the section {@code pay}
     */
    public Pay pay() {
        return section(Pay.class);
    }

    /**
     * Who may take part.
     *
     * @return the section {@code eligibility}
     */
    public Eligibility eligibility() {
        return section(Eligibility.class);
    }

    /**
     * Enrollment by the plan.
     *
     * @return the section {@code auto-enrollment}
     */
    public AutoEnrollment autoEnrollment() {
        return section(AutoEnrollment.class);
    }

    /**
     * Enrollment of one's own will.
     *
     * @return the section {@code voluntary}
     */
    public Voluntary voluntary() {
        return section(Voluntary.class);
    }

    /**
     * Yearly increase of deferrals.
     *
     * @return the section {@code escalation}
     */
    public Escalation escalation() {
        return section(Escalation.class);
    }

    /**
     * What the employer adds to deferrals.
     *
     * @return the section {@code match}
     */
    public Match match() {
        return section(Match.class);
    }

    /**
     * What the employer contributes anyway.
     *
     * @return the section {@code core}
     */
    public Core core() {
        return section(Core.class);
    }

    /**
     * When employer money is one's own.
     *
     * @return the section {@code vesting}
     */
    public Vesting vesting() {
        return section(Vesting.class);
    }

    /**
     * Limits of years to come.
     *
     * @return the section {@code limits}
     */
    public Limits limits() {
        return section(Limits.class);
    }

    /**
     * A table.
     *
     * @param spec which
     * @return its rows
     */
    public RateTable table(TableSpec spec) {
        RateTable table = tables.get(spec);
        if (table == null) {
            throw new IllegalStateException(spec.word() + " is missing");
        }
        return table;
    }

    /**
     * The same under another name.
     *
     * @param other the name
     * @return a copy
     */
    public ScenarioConfig withName(String other) {
        return new ScenarioConfig(other, randomGroup, sections, tables);
    }

    /**
     * What the scenario assumes, as text that is the same for equal assumptions; its name is left out.
     *
     * @return a line for each value and table
     */
    public String canonical() {
        StringBuilder text = new StringBuilder("random-group=" + randomGroup + "\n");
        sections.forEach((name, record) ->
                text.append(name).append('=').append(values(record)).append('\n'));
        tables.forEach((spec, table) ->
                text.append(spec.word()).append('=').append(table.canonical()).append('\n'));
        return text.toString();
    }

    private static String values(Record record) {
        String shown = record.toString();
        return shown.substring(shown.indexOf('['));
    }

    /**
     * Hash of what the scenario assumes.
     *
     * @return the first 16 hexadecimal digits of SHA-256 of {@link #canonical}
     */
    public String hash() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(canonical().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
