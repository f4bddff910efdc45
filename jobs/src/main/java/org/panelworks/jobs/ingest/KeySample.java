package org.panelworks.jobs.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Every so manieth value of a column, at most a thousand of them: enough to cut a table into parts
 * of about the same size.
 */
final class KeySample implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 1024;

  private final List<String> values = new ArrayList<>();
  private long step = 1;
  private long seen;

  void add(String value) {
    if (seen++ % step == 0) {
      if (values.size() == MOST) {
        halve();
      }
      if ((seen - 1) % step == 0) {
        values.add(value);
      }
    }
  }

  private void halve() {
    for (int i = 0; i < MOST / 2; i++) {
      values.set(i, values.get(2 * i));
    }
    values.subList(MOST / 2, MOST).clear();
    step *= 2;
  }

  List<String> values() {
    return values;
  }

  /** Rows that each value stands for. */
  long step() {
    return step;
  }
}
