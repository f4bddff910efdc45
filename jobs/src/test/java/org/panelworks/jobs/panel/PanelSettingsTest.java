package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.stats.QuantileDefinition;

final class PanelSettingsTest {
  @TempDir Path folder;

  private PanelSettings read(String text) throws IOException {
    Path file = folder.resolve("study.conf");
    Files.writeString(file, text);
    SettingsReader study = SettingsReader.of(file, Map.of());
    Optional<PanelSettings> settings = PanelSettings.read(study);
    study.finish();
    return settings.orElseThrow();
  }

  @Test
  void everySettingIsRead() throws IOException {
    PanelSettings settings =
        read(
            """
            panel { path = "data/*.csv", format = csv, unit = stkcd, time = year,
                    strings = [code, "industry code"], options { sep = ";", "null.value" = NA } }
            derive { b = "a + 1", a = "ln(x)" }
            sample { drop = [ { name = "ST", where = "is_st = 1" }, { where = "x < 0" } ]
                     require = [roe, dt] }
            winsorize { columns = [roe, dt], lower = 0.05, upper = 0.95, by = year, mode = trim,
                        quantile = type7 }
            lags = before
            """);
    assertThat(settings.source().path()).isEqualTo("data/*.csv");
    assertThat(settings.source().unit()).contains("stkcd");
    assertThat(settings.source().time()).contains("year");
    assertThat(settings.source().strings()).containsExactly("code", "industry code");
    assertThat(settings.source().options())
        .containsEntry("sep", ";")
        .containsEntry("null.value", "NA");
    assertThat(settings.derived()).extracting(DerivedColumn::name).containsExactly("a", "b");
    assertThat(settings.steps()).containsExactly("ST", "x < 0", "require");
    assertThat(settings.required()).containsExactly("roe", "dt");
    WinsorSettings winsor = settings.winsorize().orElseThrow();
    assertThat(winsor.columns()).containsExactly("roe", "dt");
    assertThat(winsor.lower()).isEqualTo(0.05);
    assertThat(winsor.upper()).isEqualTo(0.95);
    assertThat(winsor.by()).contains("year");
    assertThat(winsor.mode()).isEqualTo(WinsorMode.TRIM);
    assertThat(winsor.quantile()).isEqualTo(QuantileDefinition.TYPE7);
    assertThat(settings.lags()).isEqualTo(LagRule.BEFORE);
  }

  @Test
  void onlyThePathIsRequired() throws IOException {
    PanelSettings settings = read("panel.path = p.parquet\nwinsorize { columns = [x], by = none }");
    assertThat(settings.source().format()).isEqualTo("parquet");
    assertThat(settings.source().unit()).isEmpty();
    assertThat(settings.steps()).isEmpty();
    assertThat(settings.lags()).isEqualTo(LagRule.AFTER);
    WinsorSettings winsor = settings.winsorize().orElseThrow();
    assertThat(winsor.lower()).isEqualTo(0.01);
    assertThat(winsor.upper()).isEqualTo(0.99);
    assertThat(winsor.by()).isEmpty();
    assertThat(winsor.mode()).isEqualTo(WinsorMode.CLIP);
    assertThat(winsor.quantile()).isEqualTo(QuantileDefinition.STATA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "panel { unit = a }                                          # path",
        "panel { path = p, unit = a, time = A }                      # different columns, got `a`",
        "panel { path = \"  \" }                                     # path must not be empty",
        "panel { path = p, uint = a }                                # did you mean `unit`",
        "panel.path = p, derive { a = \"sum(x)\" }                   # `sum` is not allowed",
        "panel.path = p, derive { a = \"(SELECT 1)\" }               # sub-query",
        "panel.path = p, derive { a = \"a + 1\" }                    # a -> a",
        "panel.path = p, derive { a = \"1\", A = \"2\" }             # twice",
        "panel.path = p, sample.drop = [ { name = x } ]              # where",
        "panel.path = p, sample.drop = [ { name = require, where = \"x\" } ] # name of its own",
        "panel.path = p, sample.drop = [ {name = a, where = \"x\"}, {name = a, where = \"y\"} ] #"
            + " name of its own",
        "panel.path = p, sample.drop = [ { name = x, where = \"rand() < 0.5\" } ] # `rand`",
        "panel.path = p, sample.requires = [ x ]                     # did you mean `require`",
        "panel.path = p, winsorize { columns = [] }                  # at least one column",
        "panel.path = p, winsorize { columns = [x, X] }              # each column once",
        "panel.path = p, winsorize { columns = [x], lower = 0.99 }   # lower < upper",
        "panel.path = p, winsorize { columns = [x], upper = 99 }     # upper = 99",
        "panel.path = p, winsorize { columns = [x], by = x }         # by must not be",
        "panel.path = p, winsorize { columns = [x], mode = cut }     # clip",
        "panel.path = p, winsorize { columns = [x], quantile = r }   # type7",
        "panel.path = p, lags = never                                # before",
      })
  void wrongSettingsAreRefused(String text, String words) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("study.conf")
        .hasMessageContaining(words);
  }

  @Test
  void allProblemsComeTogether() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    panel { path = p, format = csv, string = [a] }
                    derive { a = "uuid()" }
                    winsorize { columns = [x], mode = cut }
                    """))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("`uuid`")
        .hasMessageContaining("did you mean `strings`")
        .hasMessageContaining("winsorize.mode");
  }
}
