package io.retort.cli;

import io.retort.chem.Molecule;
import io.retort.core.Outcome;
import io.retort.engine.StageCatalog;
import io.retort.plot.Plot;
import io.retort.table.Workspace;
import java.awt.GraphicsEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.nio.Buffer;
import java.util.List;

/** Checks the libraries that run inside Java, each by using it. */
final class DoctorLibraries {
    private static final String REBUILD = "./retort build --force";
    private static final String FONTS = "sudo apt-get install fonts-dejavu-core libfontconfig1 libfreetype6";
    private static final String RUNTIME = "ai.onnxruntime.OrtEnvironment";

    private DoctorLibraries() {}

    static List<DoctorCheck> checks() {
        return List.of(
                new DoctorCheck("duckdb", REBUILD, DoctorLibraries::duckdb),
                new DoctorCheck("arrow", REBUILD, DoctorLibraries::arrow),
                new DoctorCheck("cdk", REBUILD, DoctorLibraries::cdk),
                new DoctorCheck("stages", REBUILD, DoctorLibraries::stages),
                new DoctorCheck("fonts", FONTS, DoctorLibraries::fonts),
                new DoctorCheck("plot", FONTS, DoctorLibraries::plot),
                new DoctorCheck("onnx", REBUILD, () -> onnx(RUNTIME)));
    }

    private static DoctorFinding duckdb() {
        try (Workspace workspace = Workspace.inMemory()) {
            String version = workspace.query("SELECT version()", r -> r.next() ? r.getString(1) : "");
            return DoctorFinding.ok("duckdb", version + ", answers a query");
        }
    }

    private static DoctorFinding arrow() {
        boolean opened = Buffer.class.getModule().isOpen("java.nio", DoctorLibraries.class.getModule());
        if (!opened) {
            String flag = "--add-opens=java.base/java.nio=ALL-UNNAMED";
            return DoctorFinding.bad("arrow", "Java was started without " + flag, "start Java with " + flag);
        }
        try (Workspace workspace = Workspace.inMemory()) {
            int batches = workspace.sql("SELECT 42 AS answer").arrowBatchCount();
            return batches == 1
                    ? DoctorFinding.ok("arrow", "carries a table out of DuckDB")
                    : DoctorFinding.bad("arrow", "one batch was written and " + batches + " came back", REBUILD);
        }
    }

    private static DoctorFinding cdk() {
        Outcome<Molecule> read = Molecule.parse("OC(=O)c1ccccc1OC(C)=O");
        return read instanceof Outcome.Ok<Molecule> ok
                ? DoctorFinding.ok("cdk", "reads and writes " + ok.value().smiles())
                : DoctorFinding.bad("cdk", "cannot read aspirin: " + read, REBUILD);
    }

    private static DoctorFinding stages() {
        List<String> names = List.copyOf(StageCatalog.installed().names());
        return names.isEmpty()
                ? DoctorFinding.bad("stages", "none are installed", REBUILD)
                : DoctorFinding.ok("stages", String.join(", ", names));
    }

    private static DoctorFinding fonts() {
        int count = GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length;
        return count == 0 ? DoctorFinding.bad("fonts", "none", FONTS) : DoctorFinding.ok("fonts", count + " families");
    }

    private static DoctorFinding plot() {
        try (Workspace workspace = Workspace.inMemory()) {
            byte[] png = Plot.in(workspace)
                    .histogram(workspace.sql("SELECT range AS x FROM range(9)"), "x", 3)
                    .png();
            return DoctorFinding.ok("plot", "draws a chart of " + png.length + " bytes");
        }
    }

    /**
     * Asks the ONNX Runtime by name, because a build may be without it.
     *
     * @param className its entry
     */
    static DoctorFinding onnx(String className) throws ReflectiveOperationException {
        Class<?> runtime;
        try {
            runtime = Class.forName(className);
        } catch (ClassNotFoundException e) {
            return DoctorFinding.note("onnx", "the ONNX Runtime is not part of this build", "");
        }
        try {
            Object providers = runtime.getMethod("getAvailableProviders").invoke(null);
            return DoctorFinding.ok("onnx", "providers " + providers);
        } catch (InvocationTargetException e) {
            return DoctorFinding.bad("onnx", "does not start: " + e.getCause(), REBUILD);
        }
    }
}
