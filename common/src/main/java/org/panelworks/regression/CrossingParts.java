package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The overlapping parts of the equations of a group's effects that cross units that are solved for,
 * each by itself, within every iteration.
 *
 * @param small effects of few levels, which are one part
 * @param slopes lists of the slopes of one grouping, of which those of each level are a part
 * @param graphs parts that are Laplacians of graphs
 */
record CrossingParts(
    List<CrossingFactor> small, List<List<CrossingFactor>> slopes, List<Graph> graphs)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Unknowns that are solved for densely within each iteration. */
  private static final int SMALL = 600;

  /**
   * Constants whose levels are the vertices of a graph: of one effect, joined by the units that
   * move between them, or of two, joined by their cells.
   */
  record Graph(List<CrossingFactor> factors) implements Serializable {
    private static final long serialVersionUID = 1L;

    Graph(CrossingFactor... factors) {
      this(List.of(factors));
    }

    boolean isBipartite() {
      return factors.size() == 2;
    }

    /** Whether the graph may have an edge between two unknowns. */
    boolean joins(int one, int other) {
      CrossingFactor first = factors.get(0);
      CrossingFactor last = factors.get(factors.size() - 1);
      return (first.has(one) && last.has(other)) || (first.has(other) && last.has(one));
    }

    /** The weight of an edge that is told by an entry of the matrix: cells turn their sign. */
    double weight(double entry) {
      return isBipartite() ? entry : -entry;
    }
  }

  static CrossingParts of(ModelGroup group) {
    List<CrossingFactor> small = small(group);
    List<List<CrossingFactor>> slopes = new ArrayList<>();
    for (int d = 0; d < group.crossing().size(); d++) {
      int dimension = d;
      slopes.add(
          group.factors().stream()
              .filter(f -> f.dimension() == dimension && !f.isConstant() && !small.contains(f))
              .toList());
    }
    slopes.removeIf(List::isEmpty);
    return new CrossingParts(small, slopes, graphs(group, small));
  }

  /** The effects of fewest levels, as many as are small together. */
  private static List<CrossingFactor> small(ModelGroup group) {
    List<CrossingFactor> small = new ArrayList<>();
    int size = 0;
    List<CrossingFactor> rising =
        group.factors().stream().sorted(Comparator.comparingInt(CrossingFactor::levels)).toList();
    for (CrossingFactor factor : rising) {
      if (size + factor.levels() > SMALL) {
        break;
      }
      size += factor.levels();
      small.add(factor);
    }
    return small;
  }

  private static List<Graph> graphs(ModelGroup group, List<CrossingFactor> small) {
    List<CrossingFactor> constants =
        group.factors().stream().filter(CrossingFactor::isConstant).toList();
    List<Graph> graphs = new ArrayList<>();
    if (!group.within().isEmpty() || constants.size() == 1) {
      constants.stream().filter(f -> !small.contains(f)).map(Graph::new).forEach(graphs::add);
      return graphs;
    }
    for (int a = 0; a < constants.size(); a++) {
      for (int b = a + 1; b < constants.size(); b++) {
        Graph graph = new Graph(constants.get(a), constants.get(b));
        if (!small.containsAll(graph.factors())) {
          graphs.add(graph);
        }
      }
    }
    return graphs;
  }
}
