package org.panelworks.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.SettingsException;
import org.panelworks.panel.JointPass;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.PanelSchema;
import org.panelworks.panel.Pass;

class DescriptivesTest {
  private static final List<String> FIRM = List.of("emp", "wage", "capital", "output");

  private static Descriptives all(List<String> variables, Optional<String> by) {
    return Descriptives.of(variables, by, Statistic.all(), QuantileDefinition.STATA);
  }

  @Test
  void theStatisticsAreThoseOnPaper() {
    SmallPanel panel = SmallPanel.of("x", 4, Double.NaN, 1, 3, 2, 100).droppedAt(0, 0, 0, 0, 0, 1);
    Description x = all(List.of("x"), Optional.empty()).fit(panel.blocks(1)).all().get(0);
    assertThat(x.values())
        .containsExactly(
            java.util.Map.entry(Statistic.N, 4.0),
            java.util.Map.entry(Statistic.MEAN, 2.5),
            java.util.Map.entry(Statistic.SD, Math.sqrt(5.0 / 3)),
            java.util.Map.entry(Statistic.VARIANCE, 5.0 / 3),
            java.util.Map.entry(Statistic.MIN, 1.0),
            java.util.Map.entry(Statistic.P25, 1.5),
            java.util.Map.entry(Statistic.MEDIAN, 2.5),
            java.util.Map.entry(Statistic.P75, 3.5),
            java.util.Map.entry(Statistic.MAX, 4.0));
  }

  @Test
  void oneValueHasNoVarianceAndNoneHasNothing() {
    SmallPanel panel = SmallPanel.of("x", 4, Double.NaN).with("none", Double.NaN, Double.NaN);
    List<Description> all = all(List.of("x", "none"), Optional.empty()).fit(panel.blocks(2)).all();
    assertThat(all.get(0).value(Statistic.N)).isEqualTo(1);
    assertThat(all.get(0).value(Statistic.MEAN)).isEqualTo(4);
    assertThat(all.get(0).value(Statistic.VARIANCE)).isNaN();
    assertThat(all.get(0).value(Statistic.SD)).isNaN();
    assertThat(all.get(0).value(Statistic.MEDIAN)).isEqualTo(4);
    assertThat(all.get(1).value(Statistic.N)).isZero();
    assertThat(all.get(1).values().values().stream().skip(1)).allMatch(value -> value.isNaN());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void theReferenceMomentsHold(int blocks) {
    JsonNode global = SmallPanel.expected("winsor_corr").get("global");
    SmallPanel panel = SmallPanel.reference("winsor_corr").shuffled(blocks);
    for (QuantileDefinition definition : QuantileDefinition.values()) {
      String type = definition == QuantileDefinition.STATA ? "type2" : "type7";
      List<Description> rows =
          Descriptives.of(FIRM, Optional.empty(), Statistic.all(), definition)
              .fit(panel.blocks(blocks))
              .all();
      for (Description row : rows) {
        JsonNode raw = global.get(row.variable()).get("raw");
        assertThat(row.value(Statistic.N)).isEqualTo(raw.get("n").asDouble());
        assertRelative(row.value(Statistic.MEAN), raw.get("mean"));
        assertRelative(row.value(Statistic.SD), raw.get("sd"));
        assertRelative(row.value(Statistic.MIN), raw.get("min"));
        assertRelative(row.value(Statistic.MAX), raw.get("max"));
        JsonNode quantiles = global.get(row.variable()).get(type);
        assertRelative(row.value(Statistic.P25), quantiles.get("p25"));
        assertRelative(row.value(Statistic.MEDIAN), quantiles.get("p50"));
        assertRelative(row.value(Statistic.P75), quantiles.get("p75"));
      }
    }
  }

  private static void assertRelative(double actual, JsonNode expected) {
    PearsonCorrelationTest.assertRelative(actual, expected, 1e-13);
  }

  @Test
  void aGroupIsDescribedAsIfItWereAlone() {
    SmallPanel panel =
        SmallPanel.of("x", 1, 10, 2, 20, 99, 4, 70)
            .withCategory("g", "b", "a", "b", "a", "?", "b", "a");
    DescriptiveTable table = all(List.of("x"), Optional.of("g")).fit(panel.blocks(3));
    assertThat(table.groups()).extracting(DescriptiveTable.Group::label).containsExactly("a", "b");
    assertThat(table.rowsWithoutGroup()).isEqualTo(1);
    assertThat(table.all().get(0).value(Statistic.N)).isEqualTo(7);
    double[][] values = {{10, 20, 70}, {1, 2, 4}};
    for (int group = 0; group < 2; group++) {
      Description alone =
          all(List.of("x"), Optional.empty())
              .fit(SmallPanel.of("x", values[group]).blocks(1))
              .all()
              .get(0);
      Description found = table.groups().get(group).variables().get(0);
      for (Statistic statistic : Statistic.values()) {
        double expected = alone.value(statistic);
        assertThat(found.value(statistic))
            .as("%s of group %d", statistic, group)
            .isCloseTo(expected, within(1e-14 * expected));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void groupsAreTheSameForAnySplit(int blocks) {
    SmallPanel panel = SmallPanel.reference("winsor_corr");
    Descriptives request = all(FIRM, Optional.of("year"));
    DescriptiveTable whole = request.fit(panel.blocks(1));
    DescriptiveTable split = request.fit(panel.shuffled(4).blocks(blocks));
    assertThat(split.groups()).hasSize(9);
    for (int group = 0; group < 9; group++) {
      for (int column = 0; column < 4; column++) {
        Description expected = whole.groups().get(group).variables().get(column);
        Description found = split.groups().get(group).variables().get(column);
        for (Statistic statistic : Statistic.values()) {
          double value = expected.value(statistic);
          assertThat(found.value(statistic)).isCloseTo(value, within(1e-12 * Math.abs(value)));
        }
      }
    }
  }

  /** Counts the passes over blocks. */
  private static final class Counted implements PanelBlocks {
    private final PanelBlocks blocks;
    private final List<String> steps = new ArrayList<>();

    Counted(PanelBlocks blocks) {
      this.blocks = blocks;
    }

    @Override
    public PanelSchema schema() {
      return blocks.schema();
    }

    @Override
    public boolean hasUnit() {
      return blocks.hasUnit();
    }

    @Override
    public <A extends Serializable> A run(String step, Pass<A> pass) {
      steps.add(step);
      return blocks.run(step, pass);
    }
  }

  @Test
  void moreVariablesTakeNoMorePasses() {
    SmallPanel panel = SmallPanel.reference("winsor_corr");
    Counted one = new Counted(panel.blocks(3));
    Counted four = new Counted(panel.blocks(3));
    all(List.of("emp"), Optional.empty()).fit(one);
    all(FIRM, Optional.empty()).fit(four);
    assertThat(four.steps).hasSameSizeAs(one.steps).hasSize(2);
    Counted moments = new Counted(panel.blocks(3));
    Descriptives.of(
            FIRM,
            Optional.of("year"),
            List.of(Statistic.MAX, Statistic.MEAN, Statistic.N),
            QuantileDefinition.STATA)
        .fit(moments);
    assertThat(moments.steps).hasSize(1);
  }

  @Test
  void descriptivesAndCorrelationsShareAPass() {
    SmallPanel panel = SmallPanel.reference("winsor_corr");
    Counted blocks = new Counted(panel.blocks(3));
    Descriptives descriptives = all(FIRM, Optional.of("year"));
    PearsonCorrelation correlation = PearsonCorrelation.of(FIRM, MissingCells.LISTWISE);
    JointPass.Both<DescriptiveMoments, CoMoments[]> both =
        blocks.run(
            "both",
            new JointPass<>(descriptives.pass(blocks.schema()), correlation.pass(blocks.schema())));
    assertThat(blocks.steps).containsExactly("both");
    assertThat(descriptives.finish(blocks, both.first())).isEqualTo(descriptives.fit(blocks));
    assertThat(correlation.result(both.second()).coefficient(0, 2))
        .isEqualTo(correlation.fit(blocks).coefficient(0, 2));
  }

  @Test
  void onlyWhatWasAskedForIsThereInThatOrder() {
    SmallPanel panel = SmallPanel.of("x", 1, 2, 3);
    List<Statistic> asked = List.of(Statistic.P75, Statistic.N, Statistic.P25);
    Description x =
        Descriptives.of(List.of("x"), Optional.empty(), asked, QuantileDefinition.TYPE7)
            .fit(panel.blocks(1))
            .all()
            .get(0);
    assertThat(new ArrayList<>(x.values().keySet())).isEqualTo(asked);
    assertThat(x.value(Statistic.P75)).isEqualTo(2.5);
    assertThat(x.value(Statistic.P25)).isEqualTo(1.5);
    assertThatThrownBy(() -> x.value(Statistic.SD)).hasMessageContaining("not asked for");
  }

  @Test
  void shiftingMovesTheMeanAndNothingElse() {
    SmallPanel panel = SmallPanel.reference("winsor_corr");
    panel.with("moved", Arrays.stream(panel.column("wage")).map(x -> x + 4096).toArray());
    List<Description> rows =
        all(List.of("wage", "moved"), Optional.empty()).fit(panel.blocks(3)).all();
    double mean = rows.get(0).value(Statistic.MEAN);
    assertThat(rows.get(1).value(Statistic.MEAN)).isCloseTo(mean + 4096, within(1e-11));
    assertThat(rows.get(1).value(Statistic.SD))
        .isCloseTo(rows.get(0).value(Statistic.SD), within(1e-12));
  }

  @Test
  void emptyAndRepeatedListsAreRefused() {
    assertThatThrownBy(() -> all(List.of(), Optional.empty()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("variables");
    assertThatThrownBy(() -> all(List.of("a", "b", "a"), Optional.empty()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("`a` twice");
  }
}
