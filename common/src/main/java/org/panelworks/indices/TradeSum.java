package org.panelworks.indices;

import java.io.Serializable;

/** Compensated sums of exports and imports (Neumaier 1974). */
public final class TradeSum implements Serializable {
  private static final long serialVersionUID = 1L;

  private double exports;
  private double exportsLost;
  private double imports;
  private double importsLost;

  /** Adds a flow; a missing value (NaN) adds nothing. */
  void add(double moreExports, double moreImports) {
    if (!Double.isNaN(moreExports)) {
      addExports(moreExports);
    }
    if (!Double.isNaN(moreImports)) {
      addImports(moreImports);
    }
  }

  void merge(TradeSum other) {
    addExports(other.exports);
    addImports(other.imports);
    exportsLost += other.exportsLost;
    importsLost += other.importsLost;
  }

  private void addExports(double more) {
    double sum = exports + more;
    exportsLost +=
        Math.abs(exports) >= Math.abs(more) ? exports - sum + more : more - sum + exports;
    exports = sum;
  }

  private void addImports(double more) {
    double sum = imports + more;
    importsLost +=
        Math.abs(imports) >= Math.abs(more) ? imports - sum + more : more - sum + imports;
    imports = sum;
  }

  /** The sum of exports. */
  public double exports() {
    return exports + exportsLost;
  }

  /** The sum of imports. */
  public double imports() {
    return imports + importsLost;
  }
}
