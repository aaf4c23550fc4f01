package io.retort.manybody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.core.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterTest {
    private static final String DIMER = """
            6
            two waters, hydrogen bonded
            O 0.000 0.000 0.117
            H 0.000 0.757 -0.467
            O 0.000 -0.100 2.900
            H 0.000 -0.757 -0.467
            H 0.000 0.000 1.950
            H 0.900 -0.300 3.200
            """;

    @TempDir
    Path folder;

    private Path file(String text) {
        try {
            return Files.writeString(folder.resolve("cluster.xyz"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ClusterOptions options(String... words) {
        return io.retort.core.OptionSet.of(ClusterOptions.class).read("cluster", List.of(words));
    }

    @Test
    void read_plainXyz_findsMoleculesByTheirBonds() {
        Cluster cluster = Cluster.read(file(DIMER));

        assertThat(cluster.size()).isEqualTo(2);
        assertThat(cluster.fragment(0)).containsExactly(0, 1, 3);
        assertThat(cluster.fragment(1)).containsExactly(2, 4, 5);
        // Where the file has them, in bohr, neither shifted nor turned.
        assertThat(cluster.atoms().get(2).z()).isCloseTo(2.9 / 0.529177210903, within(1e-14));
    }

    @Test
    void read_bohr_takesPlacesAsTheyAre() {
        Cluster cluster = Cluster.read(file("2\n\nHe 0 0 0\nHe 0 0 5.5\n"), options("--units", "bohr"));

        assertThat(cluster.atoms().get(1).z()).isEqualTo(5.5);
    }

    @Test
    void read_extendedXyz_takesFragmentsChargesAndUnits() {
        Cluster cluster = Cluster.read(file("""
                3
                Properties=species:S:1:pos:R:3:fragment:S:1:partial_charge:R:1 units=bohr fragment_charges="-1 1" fragment_multiplicities="1 1"
                Cl 0 0 0 a -1.0
                Na 0 0 9 b 0.5
                He 0 9 0 b 0.5
                """));

        assertThat(cluster.fragment(1)).containsExactly(1, 2);
        assertThat(cluster.charge(0)).isEqualTo(-1);
        assertThat(cluster.hasPartialCharges()).isTrue();
        assertThat(cluster.partialCharge(2)).isEqualTo(0.5);
        assertThat(cluster.atoms().get(1).z()).isEqualTo(9);
    }

    @Test
    void read_qcSchema_takesFragmentsOfAnyOrder() {
        Cluster cluster = Cluster.read(file("""
                {"schema_name": "qcschema_molecule", "symbols": ["H", "Li", "H"], "geometry": [0,0,0, 0,0,9, 0,0,1.4],
                 "fragments": [[0, 2], [1]], "fragment_charges": [0, 1], "fragment_multiplicities": [1, 1],
                 "molecular_charge": 1}
                """));

        assertThat(cluster.fragment(0)).containsExactly(0, 2);
        assertThat(cluster.charge(1)).isEqualTo(1);
        assertThat(cluster.atoms().get(2).z()).isEqualTo(1.4);
    }

    @Test
    void read_givenFragments_goBeforeTheFile() {
        Cluster cluster = Cluster.read(file(DIMER), options("--fragments", "1,2,4;3,5-6", "--charges", "0,0"));

        assertThat(cluster.fragment(1)).containsExactly(2, 4, 5);
    }

    @Test
    void read_severalFrames_isRefused() {
        assertThatThrownBy(() -> Cluster.read(file(DIMER + DIMER)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("several frames")
                .hasMessageContaining("line 9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-3;4-7", "1-3;4", "1-3;3-6", "1-3;;4-6", "1-3;4-x"})
    void read_senselessFragments_areRefused(String fragments) {
        Path file = file(DIMER);

        assertThatThrownBy(() -> Cluster.read(file, options("--fragments", fragments)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("fragment");
    }

    @Test
    void build_atomInTwoFragmentsOrNone_namesIt() {
        ClusterBuilder builder = Cluster.builder().atom("He", 0, 0, 0).atom("He", 3, 0, 0);

        assertThatThrownBy(
                        () -> builder.fragments(new int[] {0, 1}, new int[] {1}).build())
                .hasMessage("fragments 1 and 2 overlap: both have atom 2");
        assertThatThrownBy(() -> builder.fragments(new int[] {0}, new int[] {0}).build())
                .hasMessage("fragments 1 and 2 overlap: both have atom 1");
        assertThatThrownBy(() -> builder.fragments(new int[] {0}).build())
                .hasMessage("atom 2 (He) is in none of the 1 fragments");
    }

    @Test
    void build_overlappingAtoms_areRefused() {
        ClusterBuilder builder = Cluster.builder().atom("He", 0, 0, 0).atom("He", 0.1, 0, 0);

        assertThatThrownBy(() -> builder.fragments(new int[] {0}, new int[] {1}).build())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("atoms 1 (fragment 1) and 2 (fragment 2) overlap: they are 0.100 angstrom apart");
    }

    @Test
    void build_oddElectrons_areRefused() {
        ClusterBuilder builder = Cluster.builder().atom("H", 0, 0, 0).atom("He", 5, 0, 0);

        assertThatThrownBy(builder::build)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("fragment 1 has 1 electrons (charge 0), which does not go with multiplicity 1");
        assertThat(builder.multiplicities(2, 1).build().multiplicity(0)).isEqualTo(2);
        assertThat(builder.multiplicities(1, 1).charges(-1, 0).build().charge(0))
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x\n\nHe 0 0 0\n",
                "2\n\nHe 0 0 0\n",
                "1\n\nHe 0 0 0\nHe 0 0 5\n",
                "1\n\nHe 0 zero 0\n",
                "1\n\nHe 0 0\n",
                "1\n\nXx 0 0 0\n",
                "1\n\nHe 0 0 NaN\n",
                "1\nProperties=species:S:1\nHe 0 0 0\n",
                "1\nunits=parsec\nHe 0 0 0\n",
                "{\"symbols\": [\"He\"], \"geometry\": [0, 0]}",
                "{\"symbols\": [\"He\"], \"geometry\": [0, 0, 0], \"real\": [false]}",
                "{\"symbols\": [\"He\", \"He\"], \"geometry\": [0,0,0,9,0,0], \"fragments\": [[0],[1]], \"molecular_charge\": 2}",
                "{ not json",
            })
    void read_badFile_saysWhyAndWhere(String text) {
        assertThatThrownBy(() -> Cluster.read(file(text)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cluster.xyz: ");
    }
}
