package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WithinUnitTest {
  @Test
  void deviationsFromAHugeMeanAreKept() {
    WithinUnit within = WithinUnit.constant(3, new double[0]);
    double[] far = {1e12 + 1, 1e12 + 2, 1e12 + 3};
    within.residualise(far);
    assertThat(far).containsExactly(-1, 0, 1);
    double[] wide = {5, -1e9, 1e9 - 5};
    within.residualise(wide);
    assertThat(wide).containsExactly(new double[] {5, -1e9, 1e9 - 5}, within(1e-6));
  }

  @Test
  void weightsOfOneAreEqualWeights() {
    Random random = new Random(1);
    for (int rows : new int[] {1, 2, 10, 37}) {
      double[] ones = new double[rows];
      Arrays.fill(ones, 1);
      double[] equal = random.doubles(rows, 1e9, 1e9 + 5).toArray();
      double[] weighted = equal.clone();
      WithinUnit.constant(rows, new double[0]).residualise(equal);
      WithinUnit.constant(rows, ones).residualise(weighted);
      assertThat(weighted).containsExactly(equal);
    }
  }
}
