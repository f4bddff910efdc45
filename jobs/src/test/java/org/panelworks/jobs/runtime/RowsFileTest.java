package org.panelworks.jobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panelworks.jobs.panel.LocalSpark;

final class RowsFileTest {
  @TempDir Path folder;

  private static List<ColumnChunkMetaData> columns(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      Path file =
          files.filter(one -> one.toString().endsWith(".parquet")).findFirst().orElseThrow();
      try (ParquetFileReader reader =
          ParquetFileReader.open(
              HadoopInputFile.fromPath(
                  new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
        return reader.getFooter().getBlocks().get(0).getColumns();
      }
    }
  }

  private static boolean hasDictionary(ColumnChunkMetaData column) {
    return column.getEncodings().stream().anyMatch(Encoding::usesDictionary);
  }

  @Test
  void onlyTextAndWholeNumbersHaveDictionaries() throws IOException {
    Dataset<Row> rows =
        LocalSpark.session()
            .range(0, 1000, 1, 1)
            .selectExpr(
                "cast(id div 10 as string) as unit", "id % 10 as time", "id / 7.0D as score");
    Path out = folder.resolve("rows");
    RowsFile.of(rows).mode(SaveMode.ErrorIfExists).parquet(out.toString());
    assertThat(columns(out).stream().map(RowsFileTest::hasDictionary))
        .containsExactly(true, true, false);
    assertThat(LocalSpark.session().read().parquet(out.toString()).collectAsList())
        .containsExactlyInAnyOrderElementsOf(rows.collectAsList());
  }
}
