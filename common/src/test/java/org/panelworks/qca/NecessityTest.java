package org.panelworks.qca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.panelworks.SettingsException;

class NecessityTest {
  /** A or B holds wherever Y does, neither alone; C never helps. */
  private static final QcaSample SAMPLE =
      QcaSample.of(
          List.of("a", "b", "c", "d"),
          List.of(Condition.fuzzy("A"), Condition.fuzzy("B"), Condition.fuzzy("C")),
          new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}},
          "Y",
          new double[] {1, 1, 0, 0});

  @Test
  void singleConditionsAreJudgedByHand() {
    Necessity necessity = Necessity.of(SAMPLE, new NecessityOptions(0.9, 1, 0));

    NecessaryCondition a = necessity.single().get(0);
    assertThat(a.label()).isEqualTo("A");
    assertThat(a.consistency()).isEqualTo(0.5);
    assertThat(a.coverage()).isEqualTo(1);
    assertThat(a.ron()).isEqualTo(1);
    NecessaryCondition notC = necessity.single().get(5);
    assertThat(notC.label()).isEqualTo("~C");
    assertThat(notC.consistency()).isEqualTo(1);
    assertThat(notC.coverage()).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(notC.ron()).isCloseTo(1.0 / 2, within(1e-15));
    assertThat(necessity.necessary()).containsExactly("~C");
  }

  @Test
  void aUnionIsListedOnlyWhereNoPartOfItIsNecessary() {
    Necessity pairs = Necessity.of(SAMPLE, new NecessityOptions(0.9, 2, 0));
    Necessity triples = Necessity.of(SAMPLE, new NecessityOptions(0.9, 3, 0));

    assertThat(pairs.unions().stream().map(NecessaryCondition::label))
        .containsExactly("A + B", "~A + ~B");
    assertThat(triples.unions()).isEqualTo(pairs.unions());
  }

  @Test
  void trivialUnionsGoWithTheirRelevance() {
    Necessity relevant = Necessity.of(SAMPLE, new NecessityOptions(0.9, 2, 0.6));

    assertThat(relevant.unions().stream().map(NecessaryCondition::label)).containsExactly("A + B");
  }

  @Test
  void aCutOffOutsideTheFractionsIsRefused() {
    assertThatThrownBy(() -> new NecessityOptions(95, 2, 0))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("necessity-cutoff must lie in [0, 1], got 95.0");
    assertThatThrownBy(() -> new NecessityOptions(0.9, 9, 0)).hasMessageContaining("got 9");
  }
}
