package org.panelworks.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files damaged at random (seed 4): every one is read or refused with a message that names it;
 * nothing else is ever thrown, and what is read has rows of the header's width.
 */
final class IngestFuzzTest {
  private static final int ROUNDS = 400;
  private static final ReadLimits SMALL = new ReadLimits(50, 4 << 20, 200, 100_000, 200);
  private static final String TEXT =
      "Stkcd,ShortName,Accper,A001\n证券代码,证券简称,统计截止日期,资产\n"
          + "000001,\"平安,银行\",2011-12-31,1.5\n000002,万科,2010/1/1,\n".repeat(40);
  private static final byte[] NASTY = {
    0, '"', ',', '\n', '\r', '\t', (byte) 0xFF, (byte) 0x81, 'P'
  };

  @TempDir Path folder;

  private void fuzz(String name, byte[] good) throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    Path file = folder.resolve(name);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Files.write(file, damaged(good, random));
      List<Survey.Outcome> outcomes = TableProbe.outcomes(file, SMALL);
      assertThat(outcomes).isNotEmpty();
      for (Survey.Outcome outcome : outcomes) {
        PieceSurvey survey = outcome.survey();
        if (survey == null) {
          assertThat(outcome.refusal()).as("round %d", round).contains("T");
        } else {
          read++;
          long cells = survey.columns().get(0).filled() + survey.columns().get(0).missing();
          assertThat(cells).isEqualTo(survey.kept()).isLessThanOrEqualTo(survey.rows());
        }
      }
    }
    assertThat(read).as("damage that does no harm").isLessThan(ROUNDS);
  }

  private static byte[] damaged(byte[] good, SplittableRandom random) {
    byte[] bytes = good.clone();
    int blows = 1 + random.nextInt(4);
    for (int i = 0; i < blows && bytes.length > 1; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes = Arrays.copyOf(bytes, at);
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes[at] = NASTY[random.nextInt(NASTY.length)];
        case 3 -> {
          byte[] doubled = Arrays.copyOf(bytes, bytes.length + at);
          System.arraycopy(bytes, 0, doubled, bytes.length, at);
          bytes = doubled;
        }
        default -> {
          int to = Math.min(bytes.length, at + random.nextInt(20));
          byte[] cut = Arrays.copyOf(bytes, bytes.length - (to - at));
          System.arraycopy(bytes, to, cut, at, bytes.length - to);
          bytes = cut;
        }
      }
    }
    return bytes;
  }

  @Test
  void texts() throws IOException {
    fuzz("T.csv", TEXT.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void textsInGbk() throws IOException {
    fuzz("T.csv", TEXT.getBytes(Charset.forName("GBK")));
  }

  @Test
  void textsInUtf16() throws IOException {
    fuzz("T.csv", ("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_16LE));
  }

  @Test
  void archives() throws IOException {
    Path zip =
        new IngestFolder(folder)
            .zip(
                "T.zip",
                Map.of(
                    "T.csv",
                    TEXT.getBytes(StandardCharsets.UTF_8),
                    "T[DES][csv].txt",
                    "Stkcd [证券代码] - 代码".getBytes(StandardCharsets.UTF_8)));
    fuzz("T.zip", Files.readAllBytes(zip));
  }

  @Test
  void workbooks() throws IOException {
    fuzz("T.xlsx", Workbook.of("Stkcd\tx\n000001\t1\n000002\t2"));
  }
}
