package org.panelworks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panelworks.SettingsException;

final class DigitsTest {
  /** Expected values: {@code printf "%.3f"} and {@code printf "%.2e"} of GNU C. */
  @ParameterizedTest
  @CsvSource({
    "0.324, 0.324",
    "-2.248, -2.248",
    "1.0005, 1.000",
    "2.0015, 2.002",
    "0.0005, 0.001",
    "0.0004, 4.00e-04",
    "0.0000123, 1.23e-05",
    "-0.0000123, -1.23e-05",
    "0, 0.000",
    "-0.0, 0.000",
    "1234.5678, 1234.568",
    "9999999999, 9999999999.000",
    "12345678901, 1.23e+10",
    "9.9996e-5, 1.00e-04",
    "4.9e-324, 4.94e-324",
    "1.7976931348623157e308, 1.80e+308",
    "Infinity, Inf",
    "-Infinity, -Inf"
  })
  void threeFixedDecimals(double value, String printed) {
    assertThat(Digits.fixed(3).format(value)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0123456, 0.0123",
    "0.09996, 0.100",
    "12.3456, 12.3",
    "99.96, 100",
    "1234.5678, 1235",
    "0, 0.00",
    "0.00001234, 1.23e-05",
    "-5, -5.00"
  })
  void threeSignificantDigits(double value, String printed) {
    assertThat(Digits.significant(3).format(value)).isEqualTo(printed);
  }

  @Test
  void tiesGoToEvenAsInC() {
    assertThat(Digits.fixed(2).format(0.125)).isEqualTo("0.12");
    assertThat(Digits.fixed(2).format(0.375)).isEqualTo("0.38");
    assertThat(Digits.fixed(0).format(0.5)).isEqualTo("5e-01");
    assertThat(Digits.fixed(0).format(2.5)).isEqualTo("2");
  }

  @Test
  void missingIsBlankOrAPoint() {
    assertThat(Digits.fixed(3).format(Double.NaN)).isEmpty();
    assertThat(Digits.fixed(3).missingAsPoint().format(Double.NaN)).isEqualTo(".");
  }

  @Test
  void countsHaveThousandsSeparators() {
    assertThat(Digits.count(0)).isEqualTo("0");
    assertThat(Digits.count(24738)).isEqualTo("24,738");
    assertThat(Digits.count(-1234567)).isEqualTo("-1,234,567");
  }

  @Test
  void whatIsPrintedReadsBackWithinHalfAUnitAndNeverAsZero() {
    Random random = new Random(20240117);
    for (int draw = 0; draw < 20_000; draw++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(24) - 12);
      for (Digits digits : new Digits[] {Digits.fixed(3), Digits.significant(4)}) {
        String printed = digits.format(value);
        double back = Double.parseDouble(printed);
        assertThat(back).as("%s printed as %s", value, printed).isNotZero();
        double allowed = Math.max(0.0005, Math.abs(value) * 0.0051);
        assertThat(Math.abs(back - value)).as("%s as %s", value, printed).isLessThan(allowed);
        assertThat(Cell.number(value, digits).text()).isEqualTo(printed);
      }
    }
  }

  @Test
  void onABoundedScaleWhatRoundsToZeroPrintsAsZero() {
    Digits correlation = Digits.fixed(3).onBoundedScale();
    assertThat(correlation.format(1.36e-4)).isEqualTo("0.000");
    assertThat(correlation.format(-1.45e-4)).isEqualTo("0.000");
    assertThat(correlation.format(-0.0015)).isEqualTo("-0.002");
    assertThat(Digits.significant(3).onBoundedScale().format(1.36e-5)).isEqualTo("1.36e-05");
  }

  @Test
  void digitsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Digits.fixed(16))
        .isInstanceOf(SettingsException.class)
        .hasMessage("decimals must lie in [0, 15], got 16");
    assertThatThrownBy(() -> Digits.fixed(-1)).hasMessageContaining("got -1");
    assertThatThrownBy(() -> Digits.significant(0))
        .hasMessage("significant digits must lie in [1, 15], got 0");
  }
}
