package org.panelworks.jobs;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;
import org.panelworks.jobs.panel.PanelNeeds;
import org.panelworks.jobs.panel.PanelPlan;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.JobPlan;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.jobs.runtime.StandalonePlan;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.jobs.runtime.StudyRole;
import org.panelworks.panel.InMemoryBlocks;
import org.panelworks.panel.PanelSchema;

/** Small jobs for tests of what runs jobs. */
final class TestJobs {
  /** What goes wrong, if anything. */
  enum Trouble {
    NONE,
    SETTINGS,
    DATA,
    ESTIMATION,
    BUG,
    DATA_IN_TASK,
    BUG_IN_TASK,
    NO_SUCH_PATH,
    BAD_CAST
  }

  private TestJobs() {}

  static JobCatalog catalog() {
    return JobCatalog.of(
        List.of(new Echo(), new Count(), new Make("make"), new Make("more"), new Apart()));
  }

  /** A panel without rows. */
  static PanelReading panels() {
    return settings -> {
      String path = settings.section("panel").text("path");
      settings
          .section("panel")
          .optionalSection("options")
          .ifPresent(options -> options.names().forEach(options::text));
      return Optional.of(panel(path));
    };
  }

  private static PanelReading.Panel panel(String path) {
    return new PanelReading.Panel() {
      @Override
      public String path() {
        return path;
      }

      @Override
      public List<String> tables() {
        return List.of(path);
      }

      @Override
      public List<String> inputs(SparkSession spark) {
        return List.of(path);
      }

      @Override
      public void check(SparkSession spark, PanelNeeds needs) {
        if (needs.numeric().containsKey("missing")) {
          throw new DataException(path + ": there is no column `missing`");
        }
      }

      @Override
      public PreparedPanel prepare(SparkSession spark, PanelNeeds needs, Results results) {
        PanelSchema schema = new PanelSchema(List.copyOf(needs.numeric().keySet()), List.of());
        results.manifest("prepared", List.copyOf(needs.numeric().keySet()));
        return PreparedPanel.of(InMemoryBlocks.of(schema, false, List.of()), 0, 0);
      }
    };
  }

  /** Writes a text of its section, waits or fails on request. */
  static final class Echo implements Job {
    @Override
    public String name() {
      return "echo";
    }

    @Override
    public String summary() {
      return "says what it is told";
    }

    @Override
    public String manual() {
      return "echo { text = …, rows = 100 % of them, trouble = none }";
    }

    @Override
    public JobPlan plan(SettingsReader section) {
      String text = section.text("text");
      long rows = section.longInteger("rows", 0);
      int wait = section.integer("wait-millis", 0);
      String mark = section.text("mark", "");
      Trouble trouble = section.choice("trouble", Trouble.class, Trouble.NONE);
      return (StandalonePlan)
          (spark, results) -> run(spark, results, text, rows, wait, mark, trouble);
    }

    private static void run(
        SparkSession spark,
        Results results,
        String text,
        long rows,
        int wait,
        String mark,
        Trouble trouble) {
      Steps.begin(spark, "saying " + text);
      results.json("echo", Map.of("text", text));
      results.warning("an echo");
      if (rows > 0) {
        results.rows("numbers", spark.range(0, rows, 1, 2).toDF("n"));
      }
      if (wait > 0) {
        waitInTasks(spark, wait, mark);
      }
      raise(spark, trouble);
    }

    private static void waitInTasks(SparkSession spark, int wait, String mark) {
      MapFunction<Long, Long> slow =
          (MapFunction<Long, Long> & Serializable)
              n -> {
                Files.writeString(Path.of(mark), "begun");
                Thread.sleep(wait);
                return n;
              };
      spark.range(0, 4, 1, 4).map(slow, Encoders.LONG()).count();
      spark.range(0, 4, 1, 4).map(slow, Encoders.LONG()).collectAsList();
    }

    private static void raise(SparkSession spark, Trouble trouble) {
      switch (trouble) {
        case NONE -> {}
        case SETTINGS -> throw new SettingsException("level must lie in (0, 1), got 7");
        case DATA -> throw new DataException("column `roe` has 3 infinite values");
        case ESTIMATION -> throw new EstimationException("model (1) did not converge");
        case BUG -> throw new IllegalStateException("a bug");
        case DATA_IN_TASK -> inTask(spark, true);
        case BUG_IN_TASK -> inTask(spark, false);
        case NO_SUCH_PATH -> spark.read().parquet("/no/such/place.parquet").count();
        case BAD_CAST ->
            spark.sql("SELECT CAST(concat('x', id) AS INT) AS a FROM range(3)").collectAsList();
      }
    }

    private static void inTask(SparkSession spark, boolean ours) {
      MapFunction<Long, Long> thrower =
          (MapFunction<Long, Long> & Serializable)
              n -> {
                if (ours) {
                  throw new DataException("row " + n + " is wrong");
                }
                throw new IllegalStateException("a bug in a task");
              };
      spark.range(0, 1, 1, 1).map(thrower, Encoders.LONG()).collectAsList();
    }
  }

  /** Counts nothing on the panel, but asks for a column. */
  static final class Count implements Job {
    @Override
    public String name() {
      return "count";
    }

    @Override
    public String summary() {
      return "asks for columns";
    }

    @Override
    public String manual() {
      return "count { column = … }";
    }

    @Override
    public JobPlan plan(SettingsReader section) {
      String column = section.text("column");
      return new PanelPlan() {
        @Override
        public PanelNeeds needs() {
          return new PanelNeeds(Map.of(column, "count.column"), Map.of(), Map.of());
        }

        @Override
        public void run(PreparedPanel panel, Results results) {
          results.json("count", Map.of("columns", panel.blocks().schema().numeric()));
        }
      };
    }
  }

  /**
   * Makes what a study reads, with a row more than the table it reads itself.
   *
   * @param name of the job
   */
  record Make(String name) implements Job {

    @Override
    public String summary() {
      return "makes tables";
    }

    @Override
    public String manual() {
      return name + " { out = …, tables = […], reads = … }";
    }

    @Override
    public StudyRole role() {
      return StudyRole.SOURCE;
    }

    @Override
    public JobPlan plan(SettingsReader section) {
      Optional<String> out = section.optionalText("out");
      List<String> tables = section.texts("tables");
      Optional<String> reads = section.optionalText("reads");
      Trouble trouble = section.choice("trouble", Trouble.class, Trouble.NONE);
      return new StandalonePlan() {
        @Override
        public Optional<String> output() {
          return out;
        }

        @Override
        public List<String> makes() {
          return tables;
        }

        @Override
        public List<String> inputs(SparkSession spark) {
          return reads.stream().toList();
        }

        @Override
        public Optional<String> check(SparkSession spark) {
          if (trouble == Trouble.DATA) {
            throw new DataException(name + " reads no such column");
          }
          return reads.map(path -> name + " reads " + path);
        }

        @Override
        public void run(SparkSession spark, Results results) {
          Steps.begin(spark, "making");
          long rows = reads.map(path -> 1 + spark.read().parquet(path).count()).orElse(4L);
          tables.forEach(table -> results.rows(table, spark.range(0, rows, 1, 2).toDF("roe")));
          Echo.raise(spark, trouble);
        }
      };
    }
  }

  /** Not part of a study. */
  static final class Apart implements Job {
    @Override
    public String name() {
      return "apart";
    }

    @Override
    public String summary() {
      return "runs alone";
    }

    @Override
    public String manual() {
      return "apart {}";
    }

    @Override
    public StudyRole role() {
      return StudyRole.APART;
    }

    @Override
    public JobPlan plan(SettingsReader section) {
      return (StandalonePlan) (spark, results) -> results.json("apart", Map.of());
    }
  }
}
