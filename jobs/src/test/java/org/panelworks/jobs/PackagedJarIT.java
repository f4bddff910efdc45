package org.panelworks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar for {@code spark-submit} holds what Spark does not ship, under names of its own. */
final class PackagedJarIT {
  private static final Path JAR = Path.of("target", "panelworks.jar");

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(Object::toString).toList();
    }
  }

  @Test
  void everyClassIsOurs() throws IOException {
    assertThat(entries())
        .filteredOn(entry -> entry.endsWith(".class"))
        .isNotEmpty()
        .allMatch(entry -> entry.startsWith("org/panelworks/"));
  }

  @Test
  void whatSparkDoesNotShipIsInside() throws IOException {
    assertThat(entries())
        .contains(
            "org/panelworks/jobs/Main.class",
            "org/panelworks/shaded/picocli/CommandLine.class",
            "org/panelworks/shaded/config/Config.class",
            "org/panelworks/shaded/ejml/data/DMatrixRMaj.class",
            "org/panelworks/shaded/csv/CSVParser.class",
            "org/panelworks/shaded/fastexcel/reader/ReadableWorkbook.class",
            "org/panelworks/shaded/aalto/stax/InputFactoryImpl.class",
            "org/panelworks/shaded/statistics/distribution/TDistribution.class")
        .noneMatch(entry -> entry.contains("module-info") || entry.contains("/maven/"))
        .noneMatch(entry -> entry.startsWith("META-INF/services/javax.xml"))
        .anyMatch(entry -> entry.startsWith("META-INF/LICENSE"));
  }

  @Test
  void nothingIsInsideTwice() throws IOException {
    assertThat(entries()).doesNotHaveDuplicates();
  }
}
