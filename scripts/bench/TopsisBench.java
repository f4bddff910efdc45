import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
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
import org.panelworks.jobs.runtime.RowsFile;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.jobs.topsis.TopsisJob;

/** Times the job and its steps against the columnar scan; {@code scripts/bench/topsis} runs it. */
final class TopsisBench {
  private static final int INDICATORS = 26;
  private static final int YEARS = 10;

  /** Runs before those that count, for the compiler and the caches. */
  private static final int WARM_UP = 3;

  private static final int STAGES = 5;

  private static final boolean CPU = "true".equals(System.getenv("CPU"));

  private final SparkSession spark;
  private final Path folder;
  private final long rows;
  private final int repeats;
  private final StepTimes steps = new StepTimes();

  private TopsisBench(SparkSession spark, Path folder, long rows, int repeats) {
    this.spark = spark;
    this.folder = folder;
    this.rows = rows;
    this.repeats = repeats;
    spark.sparkContext().addSparkListener(steps);
  }

  /** What each step's Spark jobs take: seconds of wall time, or of work with CPU = true. */
  private static final class StepTimes extends SparkListener {
    private final Map<Integer, String> steps = new ConcurrentHashMap<>();
    private final Map<Integer, Long> begun = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> jobs = new ConcurrentHashMap<>();
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      String step = start.properties().getProperty("spark.job.description", "other");
      steps.put(start.jobId(), step);
      begun.put(start.jobId(), start.time());
      start.stageIds().foreach(stage -> jobs.put((Integer) stage, start.jobId()));
      add(step, 0);
    }

    @Override
    public void onJobEnd(SparkListenerJobEnd end) {
      if (!CPU) {
        add(steps.get(end.jobId()), (end.time() - begun.get(end.jobId())) / 1e3);
      }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (CPU && end.taskMetrics() != null) {
        add(steps.get(jobs.get(end.stageId())), end.taskMetrics().executorCpuTime() / 1e9);
      }
    }

    private synchronized void add(String step, double more) {
      seconds.merge(step, more, Double::sum);
    }

    private synchronized void clear() {
      seconds.clear();
    }

    private synchronized void print(double floor) {
      seconds.forEach(
          (step, time) ->
              System.out.printf(Locale.ROOT, "    %6.2f  %s%n", time / floor, step));
    }
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
    int repeats = Integer.parseInt(arguments[3]);
    List<String> cases = List.of(arguments[4].split(","));
    new TopsisBench(spark, Path.of(arguments[1]).toAbsolutePath(), rows, repeats).run(cases);
    spark.stop();
  }

  private void run(List<String> cases) throws Exception {
    panel("sorted");
    double[] scans = new double[repeats];
    for (int repeat = -WARM_UP; repeat < repeats; repeat++) {
      scans[Math.max(0, repeat)] = floor();
    }
    double floor = EngineBench.median(scans);
    Files.writeString(folder.resolve("floor"), String.valueOf(floor));
    System.out.printf(
        Locale.ROOT,
        "%,d rows × %d indicators, heap %,d MB, medians of %d; 1 = the scan and sum of the same columns,"
            + " %.2f s%s%n",
        rows,
        INDICATORS,
        Runtime.getRuntime().maxMemory() >> 20,
        repeats,
        floor,
        CPU ? " of work, not of wall time" : "");
    for (String order : List.of("sorted", "random")) {
      for (String scope : List.of("pooled", "per-year")) {
        if (cases.contains("all") || cases.contains(order + "-" + scope)) {
          panel(order);
          evaluate(order, scope, floor);
        }
      }
    }
  }

  private String path(String order) {
    return folder.resolve("panel-" + rows + "-" + order + ".parquet").toString();
  }

  /** Units over years, rows in order of unit and time or in no order, in files of about one size. */
  private void panel(String order) {
    if (Files.exists(Path.of(path(order), "_SUCCESS"))) {
      return;
    }
    // A prime that does not divide the number of rows makes every number once, far from its neighbours.
    String at = order.equals("sorted") ? "id" : "pmod(id * 1000003, " + rows + ")";
    List<Column> columns = new ArrayList<>();
    columns.add(functions.expr("cast(" + at + " div " + YEARS + " as string)").as("city"));
    columns.add(functions.expr("cast(2010 + " + at + " % " + YEARS + " as int)").as("year"));
    for (int j = 0; j < INDICATORS; j++) {
      columns.add(functions.exp(functions.randn(j)).as("x" + j));
    }
    spark
        .range(0, rows, 1, 16)
        .select(columns.toArray(Column[]::new))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(path(order));
  }

  private static double seconds(Runnable work) {
    long begun = clock();
    work.run();
    return (clock() - begun) / 1e9;
  }

  private static long clock() {
    return CPU
        ? ((com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        : System.nanoTime();
  }

  private double floor() {
    List<Column> sums = new ArrayList<>();
    sums.add(functions.sum(functions.octet_length(functions.col("city"))));
    sums.add(functions.sum("year"));
    IntStream.range(0, INDICATORS).forEach(j -> sums.add(functions.sum("x" + j)));
    Dataset<Row> scan =
        spark.read().parquet(path("sorted")).select(sums.toArray(Column[]::new));
    return seconds(() -> scan.collectAsList());
  }

  private PanelPlan plan(SettingsReader reader) {
    return (PanelPlan) new TopsisJob().plan(reader.section("topsis"));
  }

  private void evaluate(String order, String scope, double floor) throws Exception {
    Path study = folder.resolve("study-" + order + "-" + scope + ".conf");
    StringBuilder text = new StringBuilder();
    text.append("panel { path = \"").append(path(order)).append("\", unit = city, time = year }\n");
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
    double[][] times = new double[STAGES][repeats];
    for (int repeat = -WARM_UP; repeat < repeats; repeat++) {
      double[] seconds = time(study, repeat == repeats - 1);
      for (int stage = 0; stage < STAGES; stage++) {
        times[stage][Math.max(0, repeat)] = seconds[stage] / floor;
      }
    }
    double[] together = new double[repeats];
    Arrays.setAll(together, repeat -> times[0][repeat] + times[1][repeat] + times[2][repeat]);
    System.out.printf(
        Locale.ROOT,
        "%s, %s: %.2f; preparing the panel %.2f, weights and means %.2f, scores and ranks %.2f;"
            + " then, once, writing scores %.1f, obstacle degrees %.1f. The last run by step:%n",
        order,
        scope,
        EngineBench.median(together),
        EngineBench.median(times[0]),
        EngineBench.median(times[1]),
        EngineBench.median(times[2]),
        times[3][repeats - 1],
        times[4][repeats - 1]);
    steps.print(floor);
  }

  /** Seconds of each stage: preparing, weights and means, scores and ranks, writing both results. */
  private double[] time(Path study, boolean writing) throws Exception {
    spark.sparkContext().listenerBus().waitUntilEmpty();
    steps.clear();
    SettingsReader reader = SettingsReader.of(study, Map.of());
    PanelPlan plan = plan(reader);
    PanelSettings settings = PanelSettings.read(reader).orElseThrow();
    reader.finish();
    PreparedPanel[] panel = new PreparedPanel[1];
    Map<String, Dataset<Row>> data = new LinkedHashMap<>();
    double[] seconds = new double[STAGES];
    seconds[0] =
        seconds(
            () -> panel[0] = PanelPreparation.of(spark, settings, study).prepare(plan.needs()));
    seconds[1] = seconds(() -> plan.run(panel[0], Results.into(new LinkedHashMap<>(), data)));
    seconds[2] = seconds(() -> noop(data.get("data/topsis-scores.parquet")));
    if (writing) {
      seconds[3] = seconds(() -> write(data.get("data/topsis-scores.parquet"), "scores"));
      seconds[4] = seconds(() -> write(data.get("data/topsis-obstacles.parquet"), "obstacles"));
    }
    panel[0].close();
    spark.sparkContext().listenerBus().waitUntilEmpty();
    return seconds;
  }

  private void noop(Dataset<Row> rows) {
    spark.sparkContext().setJobDescription("Scores and ranks, not written");
    rows.write().format("noop").mode(SaveMode.Overwrite).save();
  }

  private void write(Dataset<Row> rows, String name) {
    spark.sparkContext().setJobDescription("Writing " + name + " as Parquet");
    RowsFile.of(rows).mode(SaveMode.Overwrite).parquet(folder.resolve(name).toString());
    spark.sparkContext().setJobDescription(null);
  }
}
