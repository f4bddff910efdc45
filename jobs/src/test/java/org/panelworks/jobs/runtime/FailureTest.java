package org.panelworks.jobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

final class FailureTest {
  private static final String ABORTED =
      "Job aborted due to stage failure: Task 1 in stage 3.0 failed 1 times, most recent failure:"
          + " Lost task 1.0 in stage 3.0 (TID 9) (host executor driver): ";

  @Test
  void aTaskWithoutMemorySaysSoAndWhatToDo() {
    for (Throwable thrown :
        new Throwable[] {
          new SparkException(ABORTED + "java.lang.OutOfMemoryError: Java heap space\n\tat x.Y.z()"),
          new IllegalStateException(new OutOfMemoryError("Java heap space"))
        }) {
      Failure failure = Failure.of(thrown);
      assertThat(failure.code()).isEqualTo(1);
      assertThat(failure.lines("run.log"))
          .singleElement()
          .asString()
          .startsWith("panelworks: out of memory (Java heap space). Give more by")
          .contains("--driver-memory");
    }
  }

  @Test
  void aFileThatIsTooLargeForTheMemoryIsNoWrongFile() {
    Throwable reading =
        new SparkException(
            "[FAILED_READ_FILE.NO_HINT] Encountered error while reading file a.parquet.",
            new OutOfMemoryError("Java heap space"));
    assertThat(Failure.of(reading).code()).isEqualTo(1);
    assertThat(Failure.isOutOfMemory(reading)).isTrue();
    assertThat(Failure.isOutOfMemory(new IllegalStateException("no such file"))).isFalse();
  }

  @Test
  void sparkAndJavaSayInOtherWordsThatMemoryIsShort() {
    String spark =
        "org.apache.spark.memory.SparkOutOfMemoryError: [UNABLE_TO_ACQUIRE_MEMORY] Unable to"
            + " acquire 65536 bytes of memory, got 0. SQLSTATE: 53200";
    assertThat(Failure.of(new SparkException(ABORTED + spark)).message())
        .isEqualTo("out of memory (Unable to acquire 65536 bytes of memory, got 0.)");
    assertThat(Failure.of(new OutOfMemoryError()).message()).isEqualTo("out of memory");
  }

  @Test
  void whatIsUnforeseenNamesTheLog() {
    Failure failure = Failure.of(new IllegalStateException("no such thing"));
    assertThat(failure.code()).isEqualTo(1);
    assertThat(failure.lines("run.log"))
        .singleElement()
        .asString()
        .startsWith("panelworks: unforeseen failure: IllegalStateException: no such thing")
        .contains("run.log");
  }

  @Test
  void dataWrongInATaskIsDataWrong() {
    Failure failure =
        Failure.of(new SparkException(ABORTED + "org.panelworks.DataException: row 7 is odd"));
    assertThat(failure.code()).isEqualTo(3);
    assertThat(failure.message()).isEqualTo("row 7 is odd");
  }
}
