package org.panelworks.jobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of a run of several stages. */
final class BatchRunTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void everyStageIsClosedWhateverFails() {
    Closeable good = () -> closed.add("good");
    Closeable first =
        () -> {
          closed.add("first");
          throw new IOException("the first");
        };
    Closeable second =
        () -> {
          closed.add("second");
          throw new IllegalStateException("the second");
        };
    assertThatThrownBy(() -> BatchRun.closeAll(List.of(good, first, second, good)))
        .isInstanceOf(IOException.class)
        .hasMessage("the first")
        .satisfies(failure -> assertThat(failure.getSuppressed()[0]).hasMessage("the second"));
    assertThat(closed).containsExactly("good", "first", "second", "good");
    assertThatThrownBy(() -> BatchRun.closeAll(List.of(second, first)))
        .isInstanceOf(IllegalStateException.class);
    assertThatCode(() -> BatchRun.closeAll(List.of(good))).doesNotThrowAnyException();
  }
}
