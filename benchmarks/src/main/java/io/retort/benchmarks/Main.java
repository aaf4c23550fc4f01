package io.retort.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.retort.core.OptionSet;
import io.retort.core.RetortException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The benchmarks' entry: {@code ./retort bench SUITE [--json FILE]}. Exit codes: 0 well, 1 failure, 2 wrong usage. */
public final class Main {
    private static final OptionSet<BenchOptions> OPTIONS = OptionSet.of(BenchOptions.class);

    private Main() {}

    /**
     * Runs a suite and ends the process.
     *
     * @param args suite and options
     */
    public static void main(String[] args) {
        if (args.length == 0 || List.of(args).contains("--help")) {
            System.out.println(OPTIONS.help("retort bench"));
            return;
        }
        try {
            run(OPTIONS.read("bench", List.of(args)));
        } catch (IllegalArgumentException e) {
            System.err.println("retort: " + e.getMessage());
            System.exit(2);
        } catch (RetortException | IOException e) {
            System.err.println("retort: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(BenchOptions options) throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("machine", MachineFacts.now());
        switch (options.suite()) {
            case PEERS -> result.put("peers", new PeersSuite(options, true).run());
            case MOLECULES -> result.put("molecules", MoleculesSuite.run(options.count(), options.workers()));
            case SCALE -> result.put("scale", new ScaleSuite(options).run());
            case KERNEL -> result.put("kernel", KernelSuite.run(options.rounds()));
            case OVERHEAD -> result.put("overhead", new OverheadSuite(options).run());
            case ADAPTIVE -> result.put("adaptive", new AdaptiveSuite(options).run());
            case CHAOS -> result.put("chaos", new ChaosSuite(options).run());
            case MEMORY -> result.put("memory", new MemorySuite(options).run());
            case MANYBODY -> result.put("manybody", new ManyBodySuite(options).run());
            case DEDUP -> result.put("dedup", new DedupSuite(options).run());
            case SIMILARITY -> result.put("similarity", new SimilaritySuite(Math.toIntExact(options.count())).run());
            case LIBRARY -> result.put("library", new LibrarySuite(options).run());
            case FORMATS -> result.put("formats", new FormatsSuite(options).run());
            case EMBED -> result.put("embed", new EmbedSuite(options).run());
            case VECTORS -> result.put("vectors", new VectorsSuite(options).run());
            case SCENARIO -> result.put("scenario", new ScenarioSuite(options).run());
            case QUICK -> {
                BenchOptions small = options.small();
                result.put("molecules", MoleculesSuite.run(small.count(), options.workers()));
                result.put("peers", new PeersSuite(small, false).run());
            }
        }
        String json =
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(result);
        System.out.println(json);
        if (options.json() != null) {
            Files.writeString(options.json(), json + "\n");
        }
    }
}
