import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the sample panels in conf/data from the reference cases' CSV files. From the project's
 * folder, after a build (which writes Spark's class path):
 *
 * <pre>
 * java --add-exports java.base/sun.nio.ch=ALL-UNNAMED --add-opens java.base/java.nio=ALL-UNNAMED \
 *   -cp "$(cat jobs/target/spark-classpath.txt)" scripts/reference/SampleData.java
 * </pre>
 */
final class SampleData {
  private static final Path CASES = Path.of("common/src/test/resources/reference");
  private static final Path TARGET = Path.of("conf/data");

  private SampleData() {}

  public static void main(String[] arguments) throws IOException {
    SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate();
    // The logs of the CSV file are derived and stay behind.
    make(
        spark,
        "empluk_panel",
        "firm INT, year INT, sector INT, emp DOUBLE, wage DOUBLE, capital DOUBLE, output DOUBLE,"
            + " l_emp DOUBLE, l_wage DOUBLE, l_capital DOUBLE, l_output DOUBLE",
        List.of("firm", "year", "sector", "emp", "wage", "capital", "output"),
        "empluk.parquet");
    make(
        spark,
        "grunfeld_panel",
        "firm INT, year INT, inv DOUBLE, value DOUBLE, capital DOUBLE",
        List.of("firm", "year", "inv", "value", "capital"),
        "grunfeld.parquet");
    spark.stop();
  }

  /** One Parquet file, sorted by firm and year. */
  private static void make(
      SparkSession spark, String reference, String schema, List<String> columns, String file)
      throws IOException {
    Path staged = Files.createTempDirectory("sample-data");
    spark
        .read()
        .option("header", "true")
        .option("enforceSchema", "false")
        .option("mode", "FAILFAST")
        .schema(schema)
        .csv(CASES.resolve(reference).resolve("data.csv").toString())
        .selectExpr(columns.toArray(String[]::new))
        .coalesce(1)
        .sortWithinPartitions("firm", "year")
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(staged.toString());
    Files.createDirectories(TARGET);
    try (Stream<Path> parts = Files.list(staged)) {
      Path part = parts.filter(path -> path.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.move(part, TARGET.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    try (Stream<Path> rest = Files.walk(staged)) {
      for (Path path : rest.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
