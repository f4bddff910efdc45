package org.panelworks.jobs.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.package$;

/** What the numbers were made with. */
public final class Versions {
  private Versions() {}

  /** This build's version, as the build wrote it down. */
  public static String panelworks() {
    Properties build = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is missing from the class path");
      }
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version");
  }

  /** The Spark that is on the class path. */
  public static String spark() {
    return package$.MODULE$.SPARK_VERSION();
  }

  static Map<String, Object> all() {
    Map<String, Object> versions = new LinkedHashMap<>();
    versions.put("panelworks", panelworks());
    versions.put("spark", spark());
    versions.put("java", System.getProperty("java.version", ""));
    versions.put("java_vendor", System.getProperty("java.vendor", ""));
    versions.put("os", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
    return versions;
  }
}
