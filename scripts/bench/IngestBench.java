import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.panelworks.jobs.ingest.IngestJob;
import org.panelworks.jobs.runtime.Output;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.jobs.runtime.StandalonePlan;

/** One line of the comparison; {@code scripts/bench/ingest} runs it. */
final class IngestBench {
  private static final double MEGABYTE = 1 << 20;
  private static final String SCHEMA =
      "Stkcd STRING, Trddt DATE, Opnprc DOUBLE, Hiprc DOUBLE, Loprc DOUBLE, Clsprc DOUBLE,"
          + " Dnshrtrd BIGINT, Dnvaltrd DOUBLE, Dsmvosd DOUBLE, Dsmvtll DOUBLE, Dretwd DOUBLE,"
          + " Markettype BIGINT, Trdsta BIGINT";

  private IngestBench() {}

  public static void main(String[] arguments) throws Exception {
    String mode = arguments[0];
    String kind = arguments[1];
    Path folder = Path.of(arguments[2]);
    List<Path> plain = trades(folder.resolve("plain"), ".csv");
    double megabytes = 0;
    for (Path file : plain) {
      megabytes += Files.size(file) / MEGABYTE;
    }
    double seconds =
        mode.equals("copy") ? copy(plain, folder) : withSpark(mode, kind, folder, arguments[3]);
    report(mode, kind, folder, megabytes, seconds);
  }

  private static List<Path> trades(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> String.valueOf(file.getParent()).contains("日个股回报率文件"))
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .toList();
    }
  }

  private static double copy(List<Path> files, Path folder) throws IOException {
    long start = System.nanoTime();
    for (Path file : files) {
      Files.copy(file, folder.resolve("copy"), StandardCopyOption.REPLACE_EXISTING);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Files.delete(folder.resolve("copy"));
    return seconds;
  }

  private static double withSpark(String mode, String kind, Path folder, String cores)
      throws IOException {
    SparkSession spark =
        SparkSession.builder()
            .master("local[" + cores + "]")
            .appName("ingest-bench")
            .config("spark.ui.enabled", "false")
            .config("spark.local.dir", folder.toString())
            .config("spark.sql.ansi.enabled", "true")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
    spark.range(1_000_000).selectExpr("sum(id)").collectAsList();
    long start = System.nanoTime();
    if (mode.equals("ingest")) {
      ingest(spark, kind, folder);
    } else {
      csv(spark, mode.equals("csv-sorted"), folder);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    spark.stop();
    return seconds;
  }

  private static void csv(SparkSession spark, boolean sorted, Path folder) throws IOException {
    String[] paths =
        trades(folder.resolve("plain"), ".csv").stream()
            .map(file -> file.toString().replaceAll("[\\[\\]{}*?]", "\\\\$0"))
            .toArray(String[]::new);
    Dataset<Row> rows =
        spark.read().schema(SCHEMA).option("header", "true").option("mode", "FAILFAST").csv(paths);
    Dataset<Row> written = sorted ? rows.dropDuplicates().sort("Stkcd", "Trddt") : rows;
    written.write().mode(SaveMode.Overwrite).parquet(folder.resolve("csv.parquet").toString());
  }

  private static void ingest(SparkSession spark, String kind, Path folder) throws IOException {
    String pattern = folder.resolve(kind) + "/extracts/*日个股*/**";
    Path study =
        Files.writeString(
            folder.resolve("ingest.conf"),
            "ingest { sources = [ { table = TRD_Dalyr, path = \"" + pattern
                + "\", key = [Stkcd, Trddt] } ] }");
    SettingsReader settings = SettingsReader.of(study, Map.of());
    StandalonePlan plan = (StandalonePlan) new IngestJob().plan(settings.section("ingest"));
    settings.finish();
    Output output = Output.open(folder.resolve("result").toString(), List.of(), new Configuration());
    plan.run(spark, output.results("bench"));
    output.publish(Map.of());
  }

  private static void report(
      String mode, String kind, Path folder, double megabytes, double seconds)
      throws IOException {
    Path times = folder.resolve("times-" + mode + "-" + kind);
    Files.writeString(times, String.valueOf(seconds));
    double copy = Double.parseDouble(Files.readString(folder.resolve("times-copy-plain")));
    Path csv = folder.resolve("times-csv-plain");
    double reader =
        Files.exists(csv) ? Double.parseDouble(Files.readString(csv)) : Double.NaN;
    System.out.printf(
        Locale.ROOT,
        "%-10s %-6s %7.0f MB %8.1f s %7.0f MB/s  %6.1f x copy %s  peak %5.0f MB%n",
        mode,
        kind,
        megabytes,
        seconds,
        megabytes / seconds,
        seconds / copy,
        Double.isNaN(reader)
            ? "                "
            : String.format(Locale.ROOT, "%5.2f x Spark csv", seconds / reader),
        peakMegabytes());
  }

  /** The most resident memory that this JVM had. */
  private static double peakMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    return Double.NaN;
  }
}
