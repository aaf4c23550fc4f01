package io.retort.chem;

import io.retort.core.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads mutated SMILES: whatever the text, there is an outcome, soon, and what is accepted is written and read back to
 * the same text. {@code java io.retort.chem.SmilesFuzz 10000000} runs ten million of them.
 */
public final class SmilesFuzz {
    private static final String[] TOKENS =
            ("C c N n O o S s P p B b F I Cl Br * ( ) [ ] . - = # $ : / \\ 1 2 3 9 0 %10 %(12) @ @@ H + - [nH] [C@H] [C@@H]"
                            + " [N+] [O-] [2H] [H] [Pt@SP1] [S@] [C@] [Fe+2] [c-] [o+] [se] [as] [te] [si] [13C] [OH2+] [CH3:1] =[C@]="
                            + " c1ccccc1 C1CC1 /C=C/ N(=O)=O [N+](=O)[O-] [C@@TH1] [P@TB5] [Co@OH9] ~ > é ~ { q Xx\t")
                    .split(" ");

    private final SplittableRandom random;
    private final List<String> seeds;
    private long accepted;
    private long slowestNanos;
    private String slowest = "";

    SmilesFuzz(long seed) {
        random = new SplittableRandom(seed);
        seeds = new ArrayList<>(TestMolecules.all());
        for (String[] row : TestMolecules.table("read_cases.tsv")) {
            seeds.add(row[0]);
        }
    }

    /**
     * Runs the fuzzer and prints what it saw.
     *
     * @param arguments number of texts, and optionally a seed
     */
    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[0]);
        SmilesFuzz fuzz = new SmilesFuzz(arguments.length > 1 ? Long.parseLong(arguments[1]) : 1);
        List<String> faults = fuzz.run(count);
        System.out.println(count + " texts, " + fuzz.accepted + " accepted, " + faults.size() + " faults, slowest "
                + fuzz.slowestMillis() + " ms: " + fuzz.slowest);
        faults.stream().limit(50).forEach(System.out::println);
    }

    /** Reads that many texts; returns what went wrong. */
    List<String> run(int count) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = mutated();
            long start = System.nanoTime();
            String fault = fault(text);
            long took = System.nanoTime() - start;
            if (took > slowestNanos) {
                slowestNanos = took;
                slowest = text;
            }
            if (fault != null) {
                faults.add(text + "\t" + fault);
            }
        }
        return faults;
    }

    long accepted() {
        return accepted;
    }

    long slowestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(slowestNanos);
    }

    private @Nullable String fault(String text) {
        try {
            if (Molecule.parse(text) instanceof Outcome.Failed<Molecule> failed) {
                return failed.issue().message().isBlank() ? "no message" : null;
            }
            accepted++;
            String written = Molecule.parse(text).orThrow().smiles();
            Outcome<Molecule> again = Molecule.parse(written);
            if (again instanceof Outcome.Failed<Molecule> failed) {
                return "wrote " + written + ", which is " + failed.issue().message();
            }
            String twice = again.orThrow().smiles();
            return twice.equals(written) ? null : "wrote " + written + ", then " + twice;
        } catch (RuntimeException | StackOverflowError e) {
            StackTraceElement[] trace = e.getStackTrace();
            return e + " at " + (trace.length == 0 ? "?" : trace[0]);
        }
    }

    /** A known text, changed in one to four places, mostly in one. */
    String mutated() {
        StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
        int changes = 1 + random.nextInt(1 + random.nextInt(4));
        for (int i = 0; i < changes; i++) {
            change(text);
        }
        return text.toString();
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + 1 + random.nextInt(4));
        switch (random.nextInt(6)) {
            case 0 -> text.delete(at, to);
            case 1 -> text.insert(at, TOKENS[random.nextInt(TOKENS.length)]);
            case 2 -> text.replace(at, to, TOKENS[random.nextInt(TOKENS.length)]);
            case 3 -> text.insert(at, text.substring(at, to));
            case 4 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, to));
            default -> {
                String other = seeds.get(random.nextInt(seeds.size()));
                text.insert(at, other.substring(random.nextInt(other.length())));
            }
        }
    }
}
