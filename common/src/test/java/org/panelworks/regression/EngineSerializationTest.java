package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.panelworks.panel.PanelBlocks;

/** Copies of passes and statistics, wherever they are made, change no result. */
class EngineSerializationTest {
  private static final PanelRegression ENGINE =
      PanelRegression.of(PanelRegression.Options.defaults());

  private static boolean isEstimable(EnginePanel panel, DenseModel model) {
    try {
      DenseRegression.Outcome outcome = DenseRegression.of(panel, model);
      return outcome.rank() < outcome.rows();
    } catch (DenseRegression.Refused e) {
      return false;
    }
  }

  private static void agree(EnginePanel panel, List<ModelSpec> models, long seed) {
    PanelRegression.Fit plain = ENGINE.fit(panel.oneBlock(), models);
    for (int parts : new int[] {1, 5, 8}) {
      PanelBlocks travelling =
          new SerialisingBlocks(panel.schema(), panel.blockList(parts, seed), seed);
      PanelRegression.Fit fit = ENGINE.fit(travelling, models);
      assertThat(fit.domainLosses()).isEqualTo(plain.domainLosses());
      for (int m = 0; m < models.size(); m++) {
        Agreement.between(plain.models().get(m), fit.models().get(m), 1e-12);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> randomModelsSurviveSerialisation() {
    return LongStream.range(500, 530)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () -> {
                      RandomStudy study = RandomStudy.of(seed, 8);
                      List<ModelSpec> models =
                          study.models().stream()
                              .filter(model -> isEstimable(study.panel(), model))
                              .map(DenseModel::spec)
                              .toList();
                      agree(study.panel(), models, seed);
                    }));
  }

  @Test
  void lagsLogsInteractionsAndIndicatorsSurviveSerialisation() {
    EnginePanel panel = RandomStudy.of(11, 0).panel();
    List<ModelSpec> models =
        Stream.of(
                "y ~ l(x1, 1) + d(x2) + log(z) | firm",
                "y ~ x1 * x2 + I(x1^2) + factor(sector)",
                "y ~ i(year, x1) + f(z) | sector^year",
                "y ~ exp(x1) + i(year, ref = \"y1\") | firm[t]")
            .map(
                text ->
                    new ModelSpec(
                        text,
                        Formula.parse(text),
                        "",
                        "weight",
                        new Vcov.Robust(),
                        SmallSample.NONE,
                        Singletons.KEEP,
                        0.95))
            .toList();
    agree(panel, models, 9);
    Map<String, Long> losses = ENGINE.fit(panel.oneBlock(), models.subList(0, 1)).domainLosses();
    assertThat(losses).containsOnlyKeys("log(z)");
  }

  /** The sparse sums and the solution by conjugate gradients travel too. */
  @Test
  void thousandsOfCrossingLevelsSurviveSerialisation() {
    int rows = 6000;
    String[] firm = new String[rows];
    String[] city = new String[rows];
    double[] x = new double[rows];
    double[] y = new double[rows];
    Random random = new Random(4);
    for (int r = 0; r < rows; r++) {
      firm[r] = "f" + r / 4;
      city[r] = "c" + random.nextInt(1700);
      x[r] = random.nextGaussian();
      y[r] = x[r] + random.nextGaussian();
    }
    EnginePanel panel =
        EnginePanel.of(rows)
            .withLabels("firm", firm)
            .withLabels("city", city)
            .with("x", x)
            .with("y", y)
            .unit("firm", "");
    DenseModel model =
        DenseModel.of(
            "y", List.of("x"), DenseModel.Effect.of("firm"), DenseModel.Effect.of("city"));
    DenseModel clustered =
        model
            .under(SmallSample.FIXEST, Singletons.KEEP)
            .clustered(List.of("firm"), List.of("city"));
    agree(panel, List.of(clustered.spec()), 1);
  }
}
