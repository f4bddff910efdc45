package org.panelworks.qca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.panelworks.DataException;

class CoderAgreementTest {
  /** 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: p_o = 0.7, p_e = 0.5·0.6 + 0.5·0.4 = 0.5. */
  @Test
  void kappaByHand() {
    List<String> first = new java.util.ArrayList<>(Collections.nCopies(25, "yes"));
    first.addAll(Collections.nCopies(25, "no"));
    List<String> second = new java.util.ArrayList<>(Collections.nCopies(20, "yes"));
    second.addAll(Collections.nCopies(5, "no"));
    second.addAll(Collections.nCopies(10, "yes"));
    second.addAll(Collections.nCopies(15, "no"));

    CoderAgreement agreement = CoderAgreement.of(first, second);

    assertThat(agreement.items()).isEqualTo(50);
    assertThat(agreement.agreed()).isEqualTo(35);
    assertThat(agreement.agreement()).isEqualTo(0.7);
    assertThat(agreement.expected()).isEqualTo(0.5);
    assertThat(agreement.kappa()).isCloseTo(0.4, within(1e-15));
  }

  @Test
  void perfectAgreementIsOneAndOneCodeThroughoutHasNoKappa() {
    assertThat(CoderAgreement.of(List.of("0", "1"), List.of("0", "1")).kappa()).isEqualTo(1);
    assertThat(CoderAgreement.of(List.of("1", "1"), List.of("1", "1")).kappa()).isNaN();
  }

  @Test
  void codingsOfDifferentItemsAreRefused() {
    assertThatThrownBy(() -> CoderAgreement.of(List.of("1"), List.of("1", "0")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("1 and 2 codes");
  }
}
