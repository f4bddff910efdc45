package org.panelworks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.panelworks.table.AttritionTable.Step;

final class AttritionTableTest {
  @Test
  void twoStepsByHand() {
    List<Step> steps =
        List.of(
            Step.ofRows("ST", 31000, 30000).units(3300, 3250),
            Step.ofRows("金融", 30000, 24738).units(3250, 3120).undecided(1));
    Table table = AttritionTable.of("attrition", "Sample", steps);
    assertThat(new CsvWriter().write(table))
        .isEqualTo(
            """
            \uFEFF,Rows,Rows,Rows,Units,Units,Units
            Step,before,dropped,after,before,dropped,after
            ST,"31,000","1,000","30,000","3,300",50,"3,250"
            金融,"30,000","5,262","24,738","3,250",130,"3,120"
            All steps,"31,000","6,262","24,738","3,300",180,"3,120"
            "金融: the condition was missing for 1 row, which was kept.",,,,,,
            """);
  }

  @Test
  void aSampleWithoutUnitsHasNoUnitColumns() {
    Table table = AttritionTable.of("a", "", List.of(Step.ofRows("missing", 10, 8)));
    assertThat(new CsvWriter().write(table))
        .isEqualTo(",Rows,Rows,Rows\nStep,before,dropped,after\nmissing,10,2,8\n");
  }

  @Test
  void noStepsLeaveAnEmptyTable() {
    assertThat(AttritionTable.of("a", "", List.of()).rows()).isEmpty();
  }

  @Test
  void stepsThatDoNotFollowOneAnotherAreRefused() {
    assertThatThrownBy(
            () ->
                AttritionTable.of(
                    "a", "", List.of(Step.ofRows("x", 10, 8), Step.ofRows("y", 9, 7))))
        .hasMessage("step y must begin with the 8 rows left before it, got 9");
    assertThatThrownBy(() -> Step.ofRows("x", 10, 11))
        .hasMessage("step x must leave 0 to 10 rows, got 11");
  }
}
