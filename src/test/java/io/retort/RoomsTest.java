package io.retort;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The directions between rooms, and which room may know which library. */
@AnalyzeClasses(packages = "io.retort", importOptions = RoomsTest.MainClasses.class)
class RoomsTest {
    /** Leaves the tests out; our output folders are not where Maven puts them by default. */
    static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("test-classes");
        }
    }

    @ArchTest
    static final ArchRule directions = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("core")
            .definedBy("io.retort.core..")
            .layer("table")
            .definedBy("io.retort.table..")
            .layer("engine")
            .definedBy("io.retort.engine..")
            .layer("measure")
            .definedBy("io.retort.measure..")
            .layer("chem")
            .definedBy("io.retort.chem..")
            .layer("embed")
            .definedBy("io.retort.embed..")
            .layer("manybody")
            .definedBy("io.retort.manybody..")
            .layer("scenario")
            .definedBy("io.retort.scenario..")
            .layer("plot")
            .definedBy("io.retort.plot..")
            .layer("cli")
            .definedBy("io.retort.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("plot")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("chem")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("embed")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("manybody")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("scenario")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("measure")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("chem", "embed", "manybody", "scenario", "measure", "cli")
            .whereLayer("table")
            .mayOnlyBeAccessedByLayers("engine", "chem", "embed", "manybody", "scenario", "measure", "plot", "cli");

    @ArchTest
    static final ArchRule cycles = slices().matching("io.retort.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule cdk = only("io.retort.chem..", "org.openscience.cdk..");

    @ArchTest
    static final ArchRule inchi = only("io.retort.chem..", "io.github.dan2097.jnainchi..");

    @ArchTest
    static final ArchRule arrow = only("io.retort.table..", "org.apache.arrow..");

    @ArchTest
    static final ArchRule tablesaw = only("io.retort.table..", "tech.tablesaw..");

    @ArchTest
    static final ArchRule excel = only("io.retort.table..", "org.dhatim.fastexcel..");

    @ArchTest
    static final ArchRule charts = only("io.retort.plot..", "org.knowm.xchart..");

    @ArchTest
    static final ArchRule picocli = only("io.retort.cli..", "picocli..");

    @ArchTest
    static final ArchRule jgrapht = only("io.retort.engine..", "org.jgrapht..");

    @ArchTest
    static final ArchRule pool = only("io.retort.table..", "com.zaxxer.hikari..");

    @ArchTest
    static final ArchRule postgresql = only("io.retort.table..", "org.postgresql..");

    @ArchTest
    static final ArchRule breaker = only("io.retort.engine..", "io.github.resilience4j..");

    @ArchTest
    static final ArchRule oshi = noClasses()
            .that()
            .resideOutsideOfPackages("io.retort.engine..", "io.retort.measure..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("oshi..");

    @ArchTest
    static final ArchRule duckdb = noClasses()
            .that()
            .resideOutsideOfPackages("io.retort.table..", "io.retort.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.duckdb..");

    @ArchTest
    static final ArchRule lz4 = noClasses()
            .that()
            .resideOutsideOfPackages("io.retort.table..", "io.retort.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.jpountz..");

    @ArchTest
    static final ArchRule zstd = only("io.retort.table..", "com.github.luben.zstd..");

    @ArchTest
    static final ArchRule models = only("io.retort.embed..", "ai..");

    @ArchTest
    static final ArchRule graphsOfVectors = only("io.retort.embed..", "io.github.jbellis..");

    @ArchTest
    static final ArchRule jupyter =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.dflib.jjava..", "jdk.jshell..");

    @ArchTest
    static final ArchRule environment = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.retort.core.Settings")
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getenv");

    @ArchTest
    static final ArchRule names = noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager)");

    private static ArchRule only(String room, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
