package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.DataException;
import org.panelworks.SettingsException;

final class SqlExpressionTest {
  private static final Dataset<Row> FIRM =
      LocalSpark.table(
          "year INT, assets DOUBLE, debt DOUBLE, zero INT, big INT, name STRING, code STRING,"
              + " listed DATE, st BOOLEAN, `营业收入` DOUBLE, `a.b` DOUBLE, none DOUBLE, nan DOUBLE",
          List.of(
              RowFactory.create(
                  2015,
                  100.0,
                  -4.0,
                  0,
                  2_000_000_000,
                  "J66 bank",
                  "000001",
                  java.sql.Date.valueOf("2010-03-04"),
                  true,
                  50.0,
                  7.0,
                  null,
                  null)));

  private static Object value(String text) {
    SqlExpression expression = SqlExpression.parse("derive.x", text);
    TableColumns table = TableColumns.of(FIRM.schema(), "the panel");
    return FIRM.select(expression.over(table).as("value")).collectAsList().get(0).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "ln(assets)                                        | 4.605170185988092",
        "log(assets)                                       | 4.605170185988092",
        "log(10, assets)                                   | 2.0",
        "assets - year * 2 + 1                             | -3929.0",
        "-assets                                           | -100.0",
        "assets / debt                                     | -25.0",
        "year % 4                                          | 3",
        "year div 4                                        | 503",
        "mod(year, 4)                                      | 3",
        "pmod(-1, 4)                                       | 3",
        "power(assets, 0.5)                                | 10.0",
        "if(assets > 50, 1, 0)                             | 1",
        "CASE WHEN year >= 2012 THEN 'new' ELSE 'old' END  | new",
        "CASE zero WHEN 0 THEN 'none' END                  | none",
        "year BETWEEN 2012 AND 2020                        | true",
        "year NOT IN (2008, 2009)                          | true",
        "name LIKE 'J%'                                    | true",
        "name NOT LIKE 'J%'                                | false",
        "name ILIKE 'j%'                                   | true",
        "name RLIKE '^J[0-9]+'                             | true",
        "name LIKE ANY ('K%', 'J%')                        | true",
        "none IS NULL                                      | true",
        "isnan(none)                                       | true",
        "nanvl(none, 3.0)                                  | 3.0",
        "name IS NOT NULL AND NOT (year = 2014 OR st)      | false",
        "(none > 3) IS UNKNOWN                             | true",
        "year(listed)                                      | 2010",
        "extract(MONTH FROM listed)                        | 3",
        "datediff(DATE '2010-03-14', listed)               | 10",
        "CAST(code AS INT)                                 | 1",
        "code::INT + 1                                     | 2",
        "double(code)                                      | 1.0",
        "substring(code FROM 5 FOR 2)                      | 01",
        "lpad('7', 6, '0')                                 | 000007",
        "concat(code, '.SZ')                               | 000001.SZ",
        "trim(BOTH '0' FROM code)                          | 1",
        "position('nk' IN name)                            | 7",
        "coalesce(none, 3.0)                               | 3.0",
        "greatest(assets, debt)                            | 100.0",
        "营业收入 / assets                                  | 0.5",
        "`营业收入` + `a.b`                                 | 57.0",
        "ASSETS + Debt                                     | 96.0",
      })
  void scalarExpressionsAreComputed(String text, String expected) {
    assertThat(String.valueOf(value(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assets / zero",
        "year / zero",
        "year % zero",
        "year div zero",
        "mod(year, zero)",
        "pmod(year, zero)",
        "1 / (assets - 100)",
        "ln(debt)",
        "ln(zero)",
        "log10(debt)",
        "sqrt(debt)",
        "sqrt(debt) > 2",
        "power(debt, 0.5)",
        "acos(assets)",
        "CAST('NaN' AS DOUBLE) > 5",
        "none + 1",
        "none > 3",
      })
  void undefinedValuesAreMissing(String text) {
    assertThat(value(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "(SELECT 1)                                        | sub-query",
        "assets > (SELECT max(x) FROM t)                   | sub-query",
        "EXISTS (SELECT 1)                                 | sub-query",
        "assets IN (SELECT x FROM t)                       | sub-query",
        "assets IN (SELECT * FROM csv.`/etc/passwd`)       | sub-query",
        "reflect('java.lang.System', 'getProperty', 'a')   | `reflect`",
        "java_method('java.lang.System', 'exit', '1')      | `java_method`",
        "try_reflect('java.lang.System', 'exit', '1')      | `try_reflect`",
        "identifier('reflect')('a', 'b')                   | not allowed",
        "identifier('assets')                              | not allowed",
        "explode(array(1, 2))                              | `explode`",
        "inline(array())                                   | `inline`",
        "sum(assets)                                       | `sum`",
        "first(assets)                                     | `first`",
        "any_value(assets)                                 | `any_value`",
        "count(*)                                          | `count`",
        "percentile(assets, 0.5)                           | `percentile`",
        "sum(assets) OVER (PARTITION BY year)              | OVER",
        "lag(assets) OVER (ORDER BY year)                  | OVER",
        "transform(array(1), x -> x + 1)                   | `transform`",
        "x -> x + 1                                        | lambda",
        "abs(x -> x)                                       | lambda",
        "current_user()                                    | `current_user`",
        "current_database()                                | `current_database`",
        "current_date()                                    | `current_date`",
        "now()                                             | `now`",
        "input_file_name()                                 | `input_file_name`",
        "rand()                                            | `rand`",
        "uuid()                                            | `uuid`",
        "monotonically_increasing_id()                     | `monotonically_increasing_id`",
        "spark_partition_id()                              | `spark_partition_id`",
        "version()                                         | `version`",
        "raise_error('x')                                  | `raise_error`",
        "assert_true(false)                                | `assert_true`",
        "my_udf(assets)                                    | `my_udf`",
        "default.abs(assets)                               | `default.abs`",
        "spark_catalog.default.f(assets)                   | not allowed",
        "abs(DISTINCT assets)                              | DISTINCT",
        "abs(assets) FILTER (WHERE st)                     | FILTER",
        "from_json(name, 'a INT')                          | `from_json`",
        "xpath(name, 'a')                                  | `xpath`",
        "ai_query(name)                                    | `ai_query`",
        "firm.assets                                       | backquotes",
        "name[0]                                           | not allowed",
        "array(1, 2)                                       | `array`",
        "struct(1, 2)                                      | not allowed",
        "(assets, debt)                                    | not allowed",
        "*                                                 | not allowed",
        "firm.*                                            | not allowed",
        ":parameter                                        | not allowed",
        "?                                                 | not allowed",
        "assets AS profit                                  | not allowed",
        "assets ^ 2                                        | power(x, 2)",
        "year & 1                                          | not allowed",
        "year << 1                                         | not allowed",
        "name COLLATE unicode                              | not allowed",
        "name:field.x                                      | not allowed",
        "CAST(name AS ARRAY<INT>)                          | cast to",
        "CAST(name AS BINARY)                              | cast to",
        "CAST(year AS INTERVAL YEAR)                       | cast to",
        "sqr(assets)                                       | did you mean `sqrt`",
        "assets +                                          | is not an expression",
        "assets; DROP TABLE t                              | is not an expression",
        "DROP TABLE t                                      | is not an expression",
        "SELECT assets FROM t                              | not",
        "assets = 'x                                       | is not an expression",
        "repeat('x', 2000000000)                           | `repeat`",
        "abs(x => 1)                                       | not allowed",
      })
  void whatIsNotOnTheListIsRefusedByName(String text, String words) {
    assertThatThrownBy(() -> SqlExpression.parse("derive.x", text))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(words);
  }

  @Test
  void emptyExpressionIsRefused() {
    assertThatThrownBy(() -> SqlExpression.parse("derive.x", "  "))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("must not be empty");
  }

  @Test
  void deepAndLongExpressionsAreRefusedBeforeParsing() {
    String deep = "(".repeat(3000) + "assets" + ")".repeat(3000);
    List<String> hostile =
        List.of(
            deep,
            "'\\' " + deep,
            "r'\\' + " + deep,
            "-- '\n" + deep,
            "abs(".repeat(3000) + "assets" + ")".repeat(3000),
            "NOT ".repeat(3000) + "st",
            "- ".repeat(3000) + "assets",
            "assets" + " + assets".repeat(2000),
            "assets" + "::INT".repeat(2000),
            "a" + ".b".repeat(2000),
            "CASE WHEN st THEN ".repeat(500) + "1" + " END".repeat(500),
            "name" + " || name".repeat(2000),
            "x".repeat(30_000));
    for (String text : hostile) {
      assertThatThrownBy(() -> SqlExpression.parse("derive.x", text))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("an expression must");
    }
  }

  @Test
  void expressionsAtTheBoundsFitASmallStack() throws InterruptedException {
    int most = ExpressionText.MOST_OPERATORS;
    int deepest = ExpressionText.DEEPEST;
    List<String> large =
        List.of(
            "(".repeat(deepest) + "assets" + ")".repeat(deepest),
            "abs(".repeat(deepest) + "assets" + ")".repeat(deepest),
            "NOT ".repeat(most) + "st",
            "- ".repeat(most) + "assets",
            "assets" + " + assets".repeat(most),
            "assets" + "::INT".repeat(most / 2),
            "name" + " || name".repeat(most / 2),
            "year IN (2000" + ", 2001".repeat(2000) + ")");
    List<Throwable> failures = new ArrayList<>();
    Thread small =
        new Thread(
            null,
            () -> large.forEach(text -> SqlExpression.parse("derive.x", text)),
            "small-stack",
            768 * 1024);
    small.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
    small.start();
    small.join();
    assertThat(failures).isEmpty();
  }

  @Test
  void largeExpressionsCanBeComputed() {
    int most = ExpressionText.MOST_OPERATORS;
    assertThat(value("zero" + " + 1".repeat(most))).isEqualTo(most);
    assertThat(value("- ".repeat(most) + "zero")).isEqualTo(0);
  }

  @Test
  void parenthesesAndNamesInTextStayText() {
    assertThat(value("'it\\'s (' || \"营业 'ok'\"")).isEqualTo("it's (营业 'ok'");
  }

  @Test
  void unknownColumnIsNamedWithTheNearest() {
    assertThatThrownBy(() -> value("asets + 1"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("derive.x")
        .hasMessageContaining("no column `asets`")
        .hasMessageContaining("did you mean `assets`?");
  }

  @Test
  void sessionNamesAreNoColumns() {
    assertThatThrownBy(() -> value("current_user"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column `current_user`");
  }

  @Test
  void failedCastNamesTheSettingAndTheText() {
    assertThatThrownBy(() -> value("CAST(name AS INT) + 1"))
        .satisfies(
            failure ->
                assertThat(ExpressionFailure.of(failure).orElseThrow())
                    .hasMessageContaining("derive.x: `CAST(name AS INT)` failed")
                    .hasMessageContaining("J66 bank"));
  }

  @Test
  void integerOverflowFailsAndDoesNotWrap() {
    assertThatThrownBy(() -> value("big * big"))
        .satisfies(
            failure ->
                assertThat(ExpressionFailure.of(failure).orElseThrow())
                    .hasMessageContaining("derive.x: `big * big` failed: integer overflow"));
  }

  @Test
  void typesThatDoNotFitNameTheSetting() {
    assertThatThrownBy(() -> value("st AND year"))
        .satisfies(
            failure ->
                assertThat(ExpressionFailure.of(failure).orElseThrow())
                    .hasMessageContaining("derive.x: `st AND year` does not fit the columns"));
  }

  @Test
  void columnsAreListedAsWritten() {
    assertThat(SqlExpression.parse("derive.x", "ln(assets) + Debt / `a.b` + 营业收入").columns())
        .containsExactly("assets", "Debt", "a.b", "营业收入");
  }
}
