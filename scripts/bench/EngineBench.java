import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.panelworks.jobs.panel.PanelPlan;
import org.panelworks.jobs.panel.PanelPreparation;
import org.panelworks.jobs.panel.PanelSettings;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.regress.RegressJob;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;

/**
 * Times the fixed-effects engine against the columnar scan; {@code scripts/bench/engine} runs it.
 *
 * <p>The panel: firms observed over at most 20 years from a year of entry on, with lengths of life
 * that fall off slowly, one row in sixteen lost to gaps; a city of 400 which a firm in fifteen
 * changes once; a plant that every three firms share, half of which go over to the next one after
 * two years (chains for a hard graph); ten regressors with firm and year parts and noise with heavy
 * tails; the outcome is their sum with coefficients 0.1 to 1.0, firm and year effects and noise
 * that firms share. Every value is a hash of firm, year and column, so that the panel depends on
 * the number of rows only; the random order is a fixed permutation of the cells, firms × years.
 */
final class EngineBench {
  private static final int YEARS = 20;
  private static final int REGRESSORS = 10;

  /** Runs before those that count: Java's compilers take some to be done. */
  private static final int WARM_UP = 3;

  /** The share of the frame, firms × years, that is observed, about. */
  private static final double OBSERVED = 0.4377;

  private final SparkSession spark;
  private final Path folder;
  private final long rows;
  private final int repeats;
  private final Map<String, Double> ratios = new LinkedHashMap<>();

  private EngineBench(SparkSession spark, Path folder, long rows, int repeats) {
    this.spark = spark;
    this.folder = folder;
    this.rows = rows;
    this.repeats = repeats;
  }

  public static void main(String[] arguments) throws Exception {
    SparkSession spark =
        SparkSession.builder()
            .master("local[" + arguments[2] + "]")
            .appName("engine-bench")
            .config("spark.ui.enabled", "false")
            .config("spark.local.dir", arguments[1])
            .getOrCreate();
    List<String> cases = List.of(arguments[4].split(","));
    new EngineBench(
            spark,
            Path.of(arguments[1]).toAbsolutePath(),
            Long.parseLong(arguments[0]),
            Integer.parseInt(arguments[3]))
        .run(cases);
    spark.stop();
  }

  private void run(List<String> cases) throws IOException {
    for (String order : List.of("sorted", "random")) {
      if (cases.stream().anyMatch(name -> name.startsWith(order)) || cases.contains("all")) {
        panel(order);
      }
    }
    Map<String, Case> known = cases();
    String first = cases.contains("all") || cases.get(0).startsWith("sorted") ? "sorted" : "random";
    double floor = median(() -> floor(first));
    Files.writeString(folder.resolve("floor"), String.valueOf(floor));
    long found = spark.read().parquet(path(first)).count();
    System.out.printf(
        Locale.ROOT,
        "%,d rows × 13 columns, %s threads, heap %,d MB, %s, medians of %d; 1 = the scan and sum of the"
            + " same columns, %.2f s, %.0f ns a row%n",
        found,
        spark.sparkContext().defaultParallelism(),
        Runtime.getRuntime().maxMemory() >> 20,
        ManagementFactory.getGarbageCollectorMXBeans().get(0).getName().split(" ")[0],
        repeats,
        floor,
        floor / found * 1e9);
    for (Map.Entry<String, Case> entry : known.entrySet()) {
      if (cases.contains("all") || cases.contains(entry.getKey())) {
        report(entry.getKey(), entry.getValue(), floor);
      }
    }
    System.out.printf(Locale.ROOT, "%-24s %8s MB%n", "peak memory, process", peakMegabytes());
  }

  /** A case: the order of the file, what else than the panel the study says, and the models. */
  private record Case(String order, String settings, List<String> formulas, String vcov) {}

  private static Map<String, Case> cases() {
    String all = IntStream.rangeClosed(1, REGRESSORS).mapToObj(k -> "x" + k).collect(Collectors.joining(" + "));
    List<String> one = List.of("y ~ " + all + " | firm + year");
    List<String> ten = new ArrayList<>();
    for (int k = 1; k <= REGRESSORS; k++) {
      ten.add(
          "y ~ "
              + IntStream.rangeClosed(1, k).mapToObj(i -> "x" + i).collect(Collectors.joining(" + "))
              + " | firm + year");
    }
    String columns = IntStream.rangeClosed(1, REGRESSORS).mapToObj(k -> "x" + k).collect(Collectors.joining(", "));
    String clip = "winsorize { columns = [" + columns + "], lower = 0.01, upper = 0.99";
    String firm = "{ cluster = [firm] }";
    Map<String, Case> cases = new LinkedHashMap<>();
    for (String order : List.of("sorted", "random")) {
      cases.put(order + "-read", new Case(order, "", List.of(), firm));
      cases.put(order + "-winsorize", new Case(order, clip + " }\n", List.of(), firm));
      cases.put(order + "-winsorize-year", new Case(order, clip + ", by = year }\n", List.of(), firm));
      cases.put(order + "-one", new Case(order, "", one, firm));
      cases.put(order + "-ten", new Case(order, "", ten, firm));
      cases.put(order + "-winsorize-ten", new Case(order, clip + " }\n", ten, firm));
      cases.put(
          order + "-city-year",
          new Case(
              order,
              "",
              List.of("y ~ " + all + " | firm + year + city^year"),
              "{ cluster = [firm, city] }"));
      cases.put(
          order + "-hard",
          new Case(order, "", List.of("y ~ " + all + " | firm + plant + year"), firm));
    }
    return cases;
  }

  private void report(String name, Case bench, double floor) throws IOException {
    Path study = study(name, bench);
    double[] prepare = new double[repeats];
    double[] total = new double[repeats];
    Map<String, String> results = new LinkedHashMap<>();
    for (int repeat = -WARM_UP; repeat < repeats; repeat++) {
      double[] seconds = time(study, bench, results);
      if (repeat >= 0) {
        prepare[repeat] = seconds[0];
        total[repeat] = seconds[0] + seconds[1];
      }
    }
    ratios.put(name, median(total) / floor);
    System.out.printf(
        Locale.ROOT,
        "%-24s %6.2f  of which reading %.2f%s%n",
        name,
        ratios.get(name),
        median(prepare) / floor,
        beside(name, bench.order(), results));
  }

  /** What a case is measured by beside its ratio. */
  private String beside(String name, String order, Map<String, String> results) {
    Double read = ratios.get(order + "-read");
    Double one = ratios.get(order + "-one");
    if (name.contains("-winsorize") && !name.endsWith("-ten") && read != null) {
      return String.format(Locale.ROOT, ", the cuts alone %.2f", ratios.get(name) - read);
    }
    if (name.endsWith("-ten") && one != null) {
      return String.format(Locale.ROOT, ", %.2f times one model", ratios.get(name) / one);
    }
    Matcher iterations =
        Pattern.compile("\"iterations\"\\s*:\\s*(\\d+)")
            .matcher(results.getOrDefault("tables/bench.json", ""));
    if (one != null && iterations.find() && Integer.parseInt(iterations.group(1)) > 0) {
      int count = Integer.parseInt(iterations.group(1));
      return String.format(
          Locale.ROOT,
          ", %d iterations, at most %.3f each (all beyond one model)",
          count,
          (ratios.get(name) - one) / count);
    }
    return "";
  }

  private Path study(String name, Case bench) throws IOException {
    Path study = folder.resolve("study-" + name + ".conf");
    StringBuilder text = new StringBuilder();
    text.append("panel { path = \"").append(path(bench.order())).append("\", unit = firm, time = year }\n");
    text.append(bench.settings());
    text.append("regress { vcov = ").append(bench.vcov()).append(", tables.bench = [\n");
    List<String> formulas = bench.formulas().isEmpty() ? cases().get(bench.order() + "-one").formulas() : bench.formulas();
    for (int model = 0; model < formulas.size(); model++) {
      text.append("{ name = \"(" + (model + 1) + ")\", formula = \"" + formulas.get(model) + "\" }\n");
    }
    Files.writeString(study, text.append("] }\n"));
    return study;
  }

  private double[] time(Path study, Case bench, Map<String, String> results) {
    SettingsReader reader = SettingsReader.of(study, Map.of());
    PanelPlan plan = (PanelPlan) new RegressJob().plan(reader.section("regress"));
    PanelSettings settings = PanelSettings.read(reader).orElseThrow();
    reader.finish();
    PreparedPanel[] panel = new PreparedPanel[1];
    double prepare =
        seconds(() -> panel[0] = PanelPreparation.of(spark, settings, study).prepare(plan.needs()));
    double models =
        bench.formulas().isEmpty()
            ? 0
            : seconds(() -> plan.run(panel[0], Results.into(results, new LinkedHashMap<>())));
    panel[0].close();
    return new double[] {prepare, models};
  }

  /** Wall seconds; with CPU = true in the environment the process's seconds of work, for a loaded machine. */
  private static double seconds(Runnable work) {
    long begun = clock();
    work.run();
    return (clock() - begun) / 1e9;
  }

  private static long clock() {
    return "true".equals(System.getenv("CPU"))
        ? ((com.sun.management.OperatingSystemMXBean)
                ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        : System.nanoTime();
  }

  private double median(DoubleSupplier work) {
    double[] seconds = new double[repeats];
    for (int repeat = -WARM_UP; repeat < repeats; repeat++) {
      double once = work.getAsDouble();
      if (repeat >= 0) {
        seconds[repeat] = once;
      }
    }
    return median(seconds);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private double floor(String order) {
    List<Column> sums = new ArrayList<>();
    sums.add(functions.sum("firm"));
    sums.add(functions.sum("year"));
    sums.add(functions.sum("y"));
    for (int k = 1; k <= REGRESSORS; k++) {
      sums.add(functions.sum("x" + k));
    }
    Dataset<Row> scan = spark.read().parquet(path(order)).select(sums.toArray(Column[]::new));
    return seconds(() -> scan.collectAsList());
  }

  private String path(String order) {
    return folder.resolve("panel-" + rows + "-" + order + ".parquet").toString();
  }

  private void panel(String order) {
    if (Files.exists(Path.of(path(order), "_SUCCESS"))) {
      return;
    }
    long firms = Math.max(10, Math.round(rows / (YEARS * OBSERVED)));
    long frame = firms * YEARS;
    long step = order.equals("sorted") ? 1 : coprime(frame);
    int parts = (int) Math.max(4, rows / 1_250_000);
    List<Integer> numbers = IntStream.range(0, parts).boxed().collect(Collectors.toList());
    JavaRDD<Row> panel =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(numbers, parts)
            .flatMap(part -> rowsOf(frame * part / parts, frame * (part + 1) / parts, step, frame));
    spark
        .createDataFrame(panel, schema())
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(path(order));
  }

  private static StructType schema() {
    StructType schema =
        new StructType()
            .add("firm", DataTypes.LongType, false)
            .add("year", DataTypes.IntegerType, false)
            .add("city", DataTypes.IntegerType, false)
            .add("plant", DataTypes.LongType, false);
    for (int k = 1; k <= REGRESSORS; k++) {
      schema = schema.add("x" + k, DataTypes.DoubleType, false);
    }
    return schema.add("y", DataTypes.DoubleType, false);
  }

  /** The observed rows of the cells id·step mod frame, ids from {@code from} to before {@code to}. */
  private static Iterator<Row> rowsOf(long from, long to, long step, long frame) {
    return LongStream.range(from, to)
        .map(id -> id * step % frame)
        .filter(EngineBench::isObserved)
        .mapToObj(EngineBench::row)
        .iterator();
  }

  private static int entry(long firm) {
    return (int) (uniform(firm, 0, 1) * 14);
  }

  private static long life(long firm) {
    return 2 + (long) (5 * Math.pow(uniform(firm, 0, 2), -0.7));
  }

  private static boolean isObserved(long cell) {
    long firm = cell / YEARS;
    int t = (int) (cell % YEARS);
    int entry = entry(firm);
    return t >= entry && t < entry + life(firm) && uniform(firm, t, 3) > 0.0625;
  }

  private static Row row(long cell) {
    long firm = cell / YEARS;
    int t = (int) (cell % YEARS);
    int entry = entry(firm);
    boolean moved = uniform(firm, 0, 4) < 0.067 && t >= entry + life(firm) / 2;
    boolean wentOver = uniform(firm, 0, 5) < 0.5 && t >= entry + 2;
    Object[] values = new Object[5 + REGRESSORS];
    values[0] = firm;
    values[1] = 2000 + t;
    values[2] = (int) ((firm + (moved ? 17 : 0)) % 400);
    values[3] = (firm + (wentOver ? 1 : 0)) / 3;
    double y = 5 * normal(firm, 0, 6) + 0.1 * t + normal(firm, t / 3, 7) + 2 * normal(firm, t, 8);
    for (int k = 1; k <= REGRESSORS; k++) {
      double noise = normal(firm, t, 100 + k) / Math.sqrt(0.05 + uniform(firm, t, 200 + k));
      double x = normal(firm, 0, 300 + k) + 0.05 * t + noise;
      values[3 + k] = x;
      y += k / 10.0 * x;
    }
    values[4 + REGRESSORS] = y;
    return RowFactory.create(values);
  }

  /** A hash of firm, year and column: twice the finaliser of MurmurHash3. */
  private static long hash(long firm, long t, long column) {
    return mix(mix(firm * 0x9E3779B97F4A7C15L + column) + t * 0xD1B54A32D192ED03L);
  }

  private static long mix(long key) {
    long h = (key ^ (key >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }

  private static double uniform(long firm, long t, long column) {
    return ((hash(firm, t, column) >>> 11) + 0.5) * 0x1p-53;
  }

  /** Twice the sum of three uniform numbers less their mean: variance 1, and cheap. */
  private static double normal(long firm, long t, long column) {
    long bits = hash(firm, t, column);
    long third = (1L << 21) - 1;
    return ((bits & third) + (bits >>> 21 & third) + (bits >>> 42 & third)) * 0x1p-20 - 3;
  }

  /** A number near the golden ratio's share of the size without a factor in common with it. */
  private static long coprime(long size) {
    long number = (long) (size * 0.6180339887498949) | 1;
    while (java.math.BigInteger.valueOf(number).gcd(java.math.BigInteger.valueOf(size)).longValue() != 1) {
      number += 2;
    }
    return Math.min(number, Long.MAX_VALUE / size);
  }

  private static String peakMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "unknown";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .map(line -> String.format(Locale.ROOT, "%,d", Long.parseLong(line.replaceAll("\\D", "")) / 1024))
        .findFirst()
        .orElse("unknown");
  }
}
