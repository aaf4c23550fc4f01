package io.retort.cli;

import io.retort.core.CancelToken;
import io.retort.manybody.Calculation;
import io.retort.manybody.CalculationResult;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.EnergyEngineProvider;
import io.retort.manybody.Engines;
import io.retort.testing.ChildJvm;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the engine {@code rhf}, which in a process that asks for it waits to be killed after some calculations. */
public final class KillableProvider implements EnergyEngineProvider {
    private static final AtomicInteger LEFT = new AtomicInteger(Integer.MAX_VALUE);

    /** For the service loader. */
    public KillableProvider() {}

    static void waitAfter(int calculations) {
        LEFT.set(calculations);
    }

    @Override
    public String name() {
        return "killable";
    }

    @Override
    public EnergyEngine create(Map<String, String> options) {
        EnergyEngine engine = Engines.open("rhf", options);
        return new EnergyEngine() {
            @Override
            public String name() {
                return KillableProvider.this.name();
            }

            @Override
            public String version() {
                return engine.version();
            }

            @Override
            public CalculationResult run(Calculation calculation, CancelToken cancel) {
                if (LEFT.getAndDecrement() <= 0) {
                    ChildJvm.waitToBeKilled();
                }
                return engine.run(calculation, cancel);
            }

            @Override
            public void close() {
                engine.close();
            }
        };
    }
}
