package io.retort.manybody;

import io.retort.core.Key128;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The calculations of a plan for a cluster. Each is made when it is asked for, so that thousands take no memory. Immutable.
 */
final class CalculationList {
    private final Cluster cluster;
    private final ExpansionPlan plan;
    private final Driver driver;
    private final boolean embedding;
    private final Map<String, ModelChemistry> models = new HashMap<>();
    private final double[] functions;
    private final int[] representative;

    /** Calculations that are the same within {@code merge} bohr, but for a shift, are done once. */
    CalculationList(Cluster cluster, ExpansionPlan plan, ManyBodyOptions options) {
        this.cluster = cluster;
        this.plan = plan;
        this.driver = options.driver();
        this.embedding = options.embedding();
        plan.expansion().levels().distinctModels().forEach(name -> models.put(name, model(name)));
        this.functions = new double[cluster.size()];
        for (int f = 0; f < functions.length; f++) {
            functions[f] = functions(f);
        }
        this.representative = options.merge() > 0
                ? merged(options.merge())
                : IntStream.range(0, size()).toArray();
    }

    /** Method and basis of {@code mp2/sto-3g}. */
    static ModelChemistry model(String name) {
        int slash = name.indexOf('/');
        return slash < 0
                ? new ModelChemistry(name, "")
                : new ModelChemistry(name.substring(0, slash), name.substring(slash + 1));
    }

    int size() {
        return plan.calculations().size();
    }

    /** The calculation whose result serves for this one, most often itself. */
    int representative(int calculation) {
        return representative[calculation];
    }

    /** Those that are really done, in the order of the plan. */
    int[] distinct() {
        return IntStream.range(0, size()).filter(i -> representative[i] == i).toArray();
    }

    Calculation calculation(int index) {
        Label label = plan.calculations().get(index);
        Subsystem part = label.subsystem();
        int charge = 0;
        int unpaired = 0;
        for (int i = 0; i < part.real().size(); i++) {
            charge += cluster.charge(part.real().get(i));
            unpaired += cluster.multiplicity(part.real().get(i)) - 1;
        }
        return new Calculation(
                models.getOrDefault(label.model(), new ModelChemistry(label.model(), "")),
                driver,
                atoms(part.real()),
                part.hasGhosts() ? atoms(part.ghosts()) : List.of(),
                charge,
                unpaired + 1,
                embedding ? charges(part.basis()) : List.of());
    }

    private List<Atom> atoms(FragmentSet set) {
        int[] places = cluster.atomsOf(set);
        List<Atom> atoms = new ArrayList<>(places.length);
        for (int place : places) {
            atoms.add(cluster.atoms().get(place));
        }
        return atoms;
    }

    private List<PointCharge> charges(FragmentSet present) {
        List<PointCharge> charges = new ArrayList<>();
        for (int place : cluster.atomsOf(FragmentSet.first(cluster.size()).minus(present))) {
            Atom atom = cluster.atoms().get(place);
            charges.add(new PointCharge(cluster.partialCharge(place), atom.x(), atom.y(), atom.z()));
        }
        return charges;
    }

    /** Places in the cluster of a calculation's atoms: real ones first, as its derivatives have them. */
    int[] atoms(int index) {
        Subsystem part = plan.calculations().get(index).subsystem();
        int[] real = cluster.atomsOf(part.real());
        if (!part.hasGhosts()) {
            return real;
        }
        int[] ghosts = cluster.atomsOf(part.ghosts());
        int[] all = Arrays.copyOf(real, real.length + ghosts.length);
        System.arraycopy(ghosts, 0, all, real.length, ghosts.length);
        return all;
    }

    /** Functions of a minimal basis on a fragment. */
    private double functions(int fragment) {
        double sum = 0;
        for (int place : cluster.fragment(fragment)) {
            int number = Elements.of(cluster.atoms().get(place).element()).number();
            sum += number <= 2 ? 1 : number <= 10 ? 5 : number <= 18 ? 9 : 18;
        }
        return sum;
    }

    /** Estimate of the time: functions of a minimal basis to the third power, which is enough to begin with the longest. */
    double cost(int index) {
        FragmentSet basis = plan.calculations().get(index).subsystem().basis();
        double sum = 0;
        for (int i = 0; i < basis.size(); i++) {
            sum += functions[basis.get(i)];
        }
        return sum * sum * sum;
    }

    /** What a result depends on: everything that the engine is told, bit for bit. */
    Key128 key(int index, EnergyEngine engine) {
        return Key128.of(bytes(calculation(index), engine.name() + "\n" + engine.version(), 0));
    }

    private int[] merged(double tolerance) {
        Map<Key128, Integer> first = new HashMap<>();
        int[] same = new int[size()];
        for (int i = 0; i < same.length; i++) {
            Integer before = first.putIfAbsent(Key128.of(bytes(calculation(i), "", tolerance)), i);
            same[i] = before == null ? i : before;
        }
        return same;
    }

    /** With a tolerance, places are counted from the first atom and brought to a grid. */
    private static byte[] bytes(Calculation c, String engine, double tolerance) {
        List<Atom> all = new ArrayList<>(c.real());
        all.addAll(c.ghosts());
        StringBuilder head = new StringBuilder(engine)
                .append('\n')
                .append(c.model())
                .append(c.driver())
                .append(c.charge())
                .append(' ')
                .append(c.multiplicity())
                .append(' ')
                .append(c.real().size());
        all.forEach(atom -> head.append(' ').append(atom.element()));
        byte[] text = head.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(
                text.length + 24 * all.size() + 32 * c.embedding().size());
        bytes.put(text);
        Atom origin = all.get(0);
        for (Atom atom : all) {
            put(bytes, atom.x(), origin.x(), tolerance);
            put(bytes, atom.y(), origin.y(), tolerance);
            put(bytes, atom.z(), origin.z(), tolerance);
        }
        for (PointCharge charge : c.embedding()) {
            bytes.putDouble(charge.charge());
            put(bytes, charge.x(), origin.x(), tolerance);
            put(bytes, charge.y(), origin.y(), tolerance);
            put(bytes, charge.z(), origin.z(), tolerance);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static void put(ByteBuffer bytes, double place, double origin, double tolerance) {
        if (tolerance > 0) {
            bytes.putLong(Math.round((place - origin) / tolerance));
        } else {
            bytes.putLong(Double.doubleToLongBits(place));
        }
    }
}
