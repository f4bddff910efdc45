import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.panelworks.jobs.panel.PanelPlan;
import org.panelworks.jobs.panel.PanelPreparation;
import org.panelworks.jobs.panel.PanelSettings;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.jobs.topsis.TopsisJob;

/** Times the job against the columnar scan; {@code scripts/bench/topsis} runs it. */
final class TopsisBench {
  private static final int INDICATORS = 26;
  private static final int YEARS = 10;
  private static final int ROUNDS = 3;

  private final SparkSession spark;
  private final Path folder;
  private final long rows;

  private TopsisBench(SparkSession spark, Path folder, long rows) {
    this.spark = spark;
    this.folder = folder;
    this.rows = rows;
  }

  public static void main(String[] arguments) throws Exception {
    SparkSession spark =
        SparkSession.builder()
            .master("local[" + arguments[2] + "]")
            .appName("topsis-bench")
            .config("spark.ui.enabled", "false")
            .config("spark.local.dir", arguments[1])
            .getOrCreate();
    long rows = Long.parseLong(arguments[0]);
    new TopsisBench(spark, Path.of(arguments[1]).toAbsolutePath(), rows).run();
    spark.stop();
  }

  private void run() throws IOException {
    panel();
    double floor = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      floor = Math.min(floor, floor());
    }
    Files.writeString(folder.resolve("floor"), String.valueOf(floor));
    System.out.printf(
        Locale.ROOT,
        "%,d rows × %d indicators, heap %,d MB; 1 = the scan of the same columns%n",
        rows,
        INDICATORS,
        Runtime.getRuntime().maxMemory() >> 20);
    for (String scope : List.of("pooled", "per-year")) {
      evaluate(scope, floor);
    }
  }

  private String path() {
    return folder.resolve("panel.parquet").toString();
  }

  /** Units over years in files sorted by unit. */
  private void panel() {
    if (Files.exists(folder.resolve("panel.parquet/_SUCCESS"))) {
      return;
    }
    List<Column> columns = new ArrayList<>();
    columns.add(functions.expr("cast(id div " + YEARS + " as string)").as("city"));
    columns.add(functions.expr("cast(2010 + id % " + YEARS + " as int)").as("year"));
    for (int j = 0; j < INDICATORS; j++) {
      columns.add(functions.exp(functions.randn(j)).as("x" + j));
    }
    spark
        .range(0, rows, 1, 16)
        .select(columns.toArray(Column[]::new))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(path());
  }

  private static double seconds(Runnable work) {
    long begun = System.nanoTime();
    work.run();
    return (System.nanoTime() - begun) / 1e9;
  }

  private double floor() {
    Column[] sums =
        IntStream.range(0, INDICATORS)
            .mapToObj(j -> functions.sum("x" + j))
            .toArray(Column[]::new);
    return seconds(() -> spark.read().parquet(path()).select(sums).collectAsList());
  }

  private PanelPlan plan(SettingsReader reader) {
    return (PanelPlan) new TopsisJob().plan(reader.section("topsis"));
  }

  private void evaluate(String scope, double floor) throws IOException {
    Path study = folder.resolve("study-" + scope + ".conf");
    StringBuilder text = new StringBuilder();
    text.append("panel { path = \"").append(path()).append("\", unit = city, time = year }\n");
    text.append("topsis { scope = ").append(scope).append(", indicators = [\n");
    for (int j = 0; j < INDICATORS; j++) {
      text.append(
          String.format(
              Locale.ROOT,
              "{ column = x%d, criterion = c%d, direction = %s }%n",
              j,
              j % 3,
              j % 4 == 3 ? "negative" : "positive"));
    }
    Files.writeString(study, text.append("] }\n"));
    for (int round = 0; round < 2; round++) {
      boolean shown = round == 1;
      time(study, scope, floor, shown);
    }
  }

  /** The first round warms up. */
  private void time(Path study, String scope, double floor, boolean shown) {
    SettingsReader reader = SettingsReader.of(study, Map.of());
    PanelPlan plan = plan(reader);
    PanelSettings settings = PanelSettings.read(reader).orElseThrow();
    reader.finish();
    PreparedPanel[] panel = new PreparedPanel[1];
    double prepare =
        seconds(
            () ->
                panel[0] =
                    PanelPreparation.of(spark, settings, study).prepare(plan.needs()));
    Map<String, Dataset<Row>> data = new LinkedHashMap<>();
    double weights = seconds(() -> plan.run(panel[0], Results.into(new LinkedHashMap<>(), data)));
    double ranks = seconds(() -> noop(data.get("data/topsis-scores.parquet")));
    double scores = seconds(() -> write(data.get("data/topsis-scores.parquet"), "scores"));
    double obstacles = seconds(() -> write(data.get("data/topsis-obstacles.parquet"), "obstacles"));
    panel[0].close();
    if (shown) {
      System.out.printf(
          Locale.ROOT,
          "%s: prepare %.1f + weights and means %.1f + scores and ranks %.1f = %.1f;"
              + " writing scores %.1f, obstacle degrees %.1f%n",
          scope,
          prepare / floor,
          weights / floor,
          ranks / floor,
          (prepare + weights + ranks) / floor,
          scores / floor,
          obstacles / floor);
    }
  }

  private static void noop(Dataset<Row> rows) {
    rows.write().format("noop").mode(SaveMode.Overwrite).save();
  }

  private void write(Dataset<Row> rows, String name) {
    rows.write().mode(SaveMode.Overwrite).parquet(folder.resolve(name).toString());
  }
}
