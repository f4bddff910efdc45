package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.reference.ExpectedModel;
import org.panelworks.reference.FittedModel;
import org.panelworks.reference.ReferenceCase;
import org.panelworks.reference.SingletonRound;

/**
 * The reference cases on every way from a file's rows to units: streamed, in files whose borders
 * cut units, shuffled, and without a unit.
 */
final class LayoutStudiesTest {
  private static final int FILES = 5;

  @TempDir Path folder;

  private enum Order {
    /** Rows by unit, cut into files at borders that are not those of units. */
    BY_UNIT,
    /** Rows in no order. */
    SCATTERED
  }

  private Stream<DynamicTest> byUnit(String name, String unit, double tolerance) {
    return tests(ReferenceCase.of(name), unit, "year", Order.BY_UNIT, "streamed", tolerance);
  }

  private Stream<DynamicTest> scattered(String name, String unit, double tolerance) {
    return tests(ReferenceCase.of(name), unit, "year", Order.SCATTERED, "shuffled", tolerance);
  }

  private Stream<DynamicTest> tests(
      ReferenceCase reference,
      String unit,
      String time,
      Order order,
      String path,
      double tolerance) {
    write(reference, unit, order);
    List<ExpectedModel> models = ExpectedModel.of(reference, unit, time);
    assertThat(models).isNotEmpty();
    Path file = CommandRun.write(folder.resolve("study.conf"), study(models, unit, time));
    Path out = folder.resolve("out");
    CommandRun run = CommandRun.of("regress", file.toString(), "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode inputs = CommandRun.json(out.resolve("manifest.json")).get("inputs");
    assertThat(inputs.get(0).get("layout").asText()).isEqualTo(path);
    JsonNode found = CommandRun.json(out.resolve("tables/t.json")).get("models");
    assertThat(found).hasSameSizeAs(models);
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      ExpectedModel model = models.get(i);
      FittedModel fitted = FittedModel.of(found.get(i));
      tests.add(DynamicTest.dynamicTest(model.name(), () -> model.assertHolds(fitted, tolerance)));
    }
    return tests.stream();
  }

  private void write(ReferenceCase reference, String unit, Order order) {
    List<String> lines = reference.csv(order == Order.SCATTERED ? 7 : 0).lines().toList();
    List<String> rows = new ArrayList<>(lines.subList(1, lines.size()));
    if (order == Order.BY_UNIT) {
      int column = Arrays.asList(lines.get(0).split(",", -1)).indexOf(unit);
      rows.sort((a, b) -> a.split(",", -1)[column].compareTo(b.split(",", -1)[column]));
    }
    Path data = directory("data");
    for (int part = 0; part < FILES; part++) {
      int from = (int) ((long) rows.size() * part / FILES);
      int to = (int) ((long) rows.size() * (part + 1) / FILES);
      CommandRun.write(
          data.resolve("part-" + part + ".csv"),
          lines.get(0) + "\n" + String.join("\n", rows.subList(from, to)) + "\n");
    }
  }

  private Path directory(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String study(List<ExpectedModel> models, String unit, String time) {
    StringBuilder study = new StringBuilder("panel { path = data, format = csv");
    study.append(unit.isEmpty() ? "" : ", unit = " + unit);
    study.append(unit.isEmpty() || time.isEmpty() ? "" : ", time = " + time);
    study.append(" }\nregress { tables.t = [\n");
    for (ExpectedModel model : models) {
      study.append(
          String.format(
              Locale.ROOT,
              "{ name = \"%s\", formula = \"%s\", vcov = %s, ssc = %s%s%s }%n",
              model.name(),
              model.formula(),
              model.covarianceSetting(),
              model.rule().name().toLowerCase(Locale.ROOT),
              model.weights().isEmpty() ? "" : ", weights = " + model.weights(),
              model.predicate().isEmpty()
                  ? ""
                  : ", singletons = keep, sample = \"" + model.predicate() + " = 1\""));
    }
    return study.append("] }\n").toString();
  }

  @TestFactory
  Stream<DynamicTest> grunfeldByUnit() {
    return byUnit("grunfeld_panel", "firm", 1e-9);
  }

  @TestFactory
  Stream<DynamicTest> grunfeldScattered() {
    return scattered("grunfeld_panel", "firm", 1e-9);
  }

  @TestFactory
  Stream<DynamicTest> producByUnit() {
    return byUnit("produc_panel", "state", 1e-9);
  }

  @TestFactory
  Stream<DynamicTest> producScattered() {
    return scattered("produc_panel", "state", 1e-9);
  }

  @TestFactory
  Stream<DynamicTest> employmentUkLagsByUnit() {
    return byUnit("empluk_lag", "firm", 1e-9);
  }

  @TestFactory
  Stream<DynamicTest> employmentUkLagsScattered() {
    return scattered("empluk_lag", "firm", 1e-9);
  }

  @TestFactory
  Stream<DynamicTest> fatalitiesWeightedByUnit() {
    return byUnit("fatalities_weights", "state", 1e-9);
  }

  @TestFactory
  Stream<DynamicTest> fatalitiesWeightedScattered() {
    return scattered("fatalities_weights", "state", 1e-9);
  }

  /** The peer's own tolerance with three effects is 1e-8. */
  @TestFactory
  Stream<DynamicTest> threeEffectsByUnit() {
    ReferenceCase synth = SingletonRound.marked(ReferenceCase.of("synth_3fe"));
    return tests(synth, "firm", "year", Order.BY_UNIT, "streamed", 1e-8);
  }

  @TestFactory
  Stream<DynamicTest> threeEffectsScattered() {
    ReferenceCase synth = SingletonRound.marked(ReferenceCase.of("synth_3fe"));
    return tests(synth, "firm", "year", Order.SCATTERED, "shuffled", 1e-8);
  }

  @TestFactory
  Stream<DynamicTest> tradeWithoutUnit() {
    Optional<ReferenceCase> trade = ReferenceCase.beside("trade_3fe");
    Assumptions.assumeTrue(trade.isPresent(), "trade_3fe is not beside the checkout");
    return tests(trade.orElseThrow(), "", "", Order.SCATTERED, "ungrouped", 1e-8);
  }
}
