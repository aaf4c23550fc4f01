package io.retort.scenario.config;

import io.retort.core.Option;
import java.util.List;

/**
 * When the employer's money becomes the employee's own.
 *
 * @param schedule share by completed years of service
 */
public record Vesting(
        @Option(help = "Share of employer money that is vested, by service.", defaultValue = "graded-6")
        Schedule schedule) {

    /** Share by completed years of service. */
    public enum Schedule {
        /** All at once. */
        IMMEDIATE(100),
        /** All after 2 years. */
        CLIFF_2(0, 0, 100),
        /** All after 3 years. */
        CLIFF_3(0, 0, 0, 100),
        /** 20 % after 2 years and 20 % more each year, all after 6. */
        GRADED_6(0, 0, 20, 40, 60, 80, 100);

        private final List<Integer> percents;

        Schedule(Integer... percents) {
            this.percents = List.of(percents);
        }

        /**
         * The vested share.
         *
         * @param service completed years, 0 or more
         * @return percent
         */
        public int percent(int service) {
            return percents.get(Math.min(service, percents.size() - 1));
        }
    }
}
