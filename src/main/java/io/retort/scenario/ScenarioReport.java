package io.retort.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run did.
 *
 * @param wallS time
 * @param cpuS processor time of the process
 * @param peakRssMb most memory that the process held, in 10^6 bytes; 0 where the system does not tell
 * @param employees employees in the census
 * @param years years that were asked for, first and last
 * @param scenarios names
 * @param seeds seeds
 * @param events events in the log for these scenarios, seeds and years
 * @param snapshots rows of snapshots for these, the census included
 * @param yearsMade years that this run made
 * @param yearsFound years that were there already
 * @param retries years that were begun anew after something that passed
 * @param resources effective settings
 * @param modelsS time during which at least one model ran
 * @param models time and rows of each model
 */
public record ScenarioReport(
        double wallS,
        double cpuS,
        double peakRssMb,
        long employees,
        List<Integer> years,
        List<String> scenarios,
        List<Long> seeds,
        long events,
        long snapshots,
        int yearsMade,
        int yearsFound,
        int retries,
        Map<String, Object> resources,
        double modelsS,
        List<Model> models) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * A model's part.
     *
     * @param name its name
     * @param rows rows that it made
     * @param seconds time, summed over what ran side by side
     */
    public record Model(String name, long rows, double seconds) {}

    /**
     * The same with more of the effective settings.
     *
     * @param used memory that the run could take
     * @return a copy
     */
    public ScenarioReport with(ScenarioResources used) {
        Map<String, Object> all = new LinkedHashMap<>(resources);
        all.putAll(used.shown());
        return new ScenarioReport(
                wallS,
                cpuS,
                peakRssMb,
                employees,
                years,
                scenarios,
                seeds,
                events,
                snapshots,
                yearsMade,
                yearsFound,
                retries,
                all,
                modelsS,
                models);
    }

    /**
     * The report as JSON.
     *
     * @return names in lower case with underscores
     */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always plain data", e);
        }
    }
}
