package io.retort.chem;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.engine.Row;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.qsar.DescriptorValue;
import org.openscience.cdk.qsar.IMolecularDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.VABCDescriptor;
import org.openscience.cdk.qsar.result.DoubleArrayResult;
import org.openscience.cdk.qsar.result.DoubleResult;
import org.openscience.cdk.qsar.result.IDescriptorResult;
import org.openscience.cdk.qsar.result.IntegerArrayResult;
import org.openscience.cdk.qsar.result.IntegerArrayResultType;
import org.openscience.cdk.qsar.result.IntegerResult;
import org.openscience.cdk.qsar.result.IntegerResultType;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * One worker's instances of CDK's descriptors. Each sees the molecule as its canonical SMILES tells it, in a container
 * of its own, so that no value depends on the order of the input's atoms or on what other descriptors left behind.
 */
final class CdkDescriptors {
    private static final String PREFIX = "cdk_";

    private final List<CdkDescriptor> kinds;
    private final List<IMolecularDescriptor> opened;

    CdkDescriptors(List<CdkDescriptor> kinds) {
        this.kinds = List.copyOf(kinds);
        this.opened = kinds.stream().map(CdkDescriptor::open).toList();
    }

    /** A column for each value, named as CDK does, in lower case. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (IMolecularDescriptor descriptor : opened) {
            IDescriptorResult type = descriptor.getDescriptorResultType();
            boolean whole = type instanceof IntegerResult
                    || type instanceof IntegerResultType
                    || type instanceof IntegerArrayResult
                    || type instanceof IntegerArrayResultType;
            for (String name : descriptor.getDescriptorNames()) {
                columns.add(new Column(column(name), whole ? ColumnType.LONG : ColumnType.DOUBLE));
            }
        }
        return columns;
    }

    private static String column(String name) {
        return PREFIX + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    /** Sets the cells at the places of {@link #columns}; values that CDK has not are missing and remarked upon. */
    Outcome<Row> set(Row row, Molecule molecule, int[] places) {
        if (opened.isEmpty()) {
            return Outcome.ok(row);
        }
        Outcome<Molecule> read = Molecule.parse(molecule.smiles());
        MolGraph graph = (read instanceof Outcome.Failed ? molecule : read.orThrow()).graph();
        List<Issue> remarks = new ArrayList<>(0);
        int next = 0;
        for (int d = 0; d < opened.size(); d++) {
            @Nullable Object[] values = new @Nullable Object[opened.get(d).getDescriptorNames().length];
            String failure = fill(values, opened.get(d), graph);
            if (failure != null) {
                String message = "CDK's " + kinds.get(d).label() + " has no value: " + failure;
                remarks.add(Issue.of(IssueCode.NO_DESCRIPTOR, message, molecule.smiles()));
            }
            for (Object value : values) {
                row.set(places[next++], value);
            }
        }
        return remarks.isEmpty() ? Outcome.ok(row) : new Outcome.Warned<>(row, remarks);
    }

    /** Computes the values and tells why some are missing, if any are. */
    private static @Nullable String fill(@Nullable Object[] values, IMolecularDescriptor descriptor, MolGraph graph) {
        try {
            IAtomContainer container = CdkGraph.toContainer(graph);
            if (descriptor instanceof VABCDescriptor) {
                // The others find the atom types that they need by themselves.
                AtomContainerManipulator.percieveAtomTypesAndConfigureUnsetProperties(container);
            }
            DescriptorValue computed = descriptor.calculate(container);
            if (computed.getException() != null) {
                return reason(computed.getException());
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = value(computed.getValue(), i);
            }
            return Arrays.stream(values).allMatch(Objects::nonNull) ? null : "it is not a number";
        } catch (CDKException | RuntimeException e) {
            // The descriptors are many and few of them are prepared for every structure.
            return reason(e);
        }
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    private static @Nullable Object value(IDescriptorResult result, int i) {
        if (result instanceof IntegerResult one) {
            return (long) one.intValue();
        }
        if (result instanceof IntegerArrayResult many) {
            return i < many.length() ? (long) many.get(i) : null;
        }
        double value = Double.NaN;
        if (result instanceof DoubleResult one) {
            value = one.doubleValue();
        } else if (result instanceof DoubleArrayResult many && i < many.length()) {
            value = many.get(i);
        }
        return Double.isFinite(value) ? (Object) value : null;
    }
}
