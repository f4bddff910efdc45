package org.panelworks.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Forests that share no edge. */
class ForestBundleTest {
  private static Set<String> edges(ForestBundle bundle) {
    Set<String> edges = new TreeSet<>();
    bundle.each((high, low) -> edges.add(high + "-" + low));
    return edges;
  }

  private static ForestBundle triangle(int vertices, int forests) {
    ForestBundle bundle = new ForestBundle(vertices, forests);
    bundle.add(0, 1, 5);
    bundle.add(2, 1, 1);
    bundle.add(2, 0, 20);
    return bundle;
  }

  @Test
  void theLightestEdgeOfACycleIsLeftOut() {
    ForestBundle bundle = triangle(6, 1);
    bundle.add(4, 5, 1e-30);
    assertThat(edges(bundle)).containsExactly("1-0", "2-0", "5-4");
  }

  @Test
  void asManyForestsAsThereAreParallelWaysKeepAllEdges() {
    assertThat(edges(triangle(3, 2))).containsExactly("1-0", "2-0", "2-1");
  }

  /** Of a path beside a complete graph all is kept, of the latter no more than the forests. */
  @Test
  void cutsOfFewEdgesKeepThemAll() {
    int path = 2_000;
    int all = path + 200;
    ForestBundle bundle = new ForestBundle(all, 3);
    for (int i = 0; i < path; i++) {
      bundle.add(i, i + 1, 1);
    }
    for (int i = path; i < all; i++) {
      for (int j = path; j < i; j++) {
        bundle.add(i, j, 1);
      }
    }
    Set<String> edges = edges(bundle);
    assertThat(edges).hasSize(path + 3 * 199);
    for (int i = 0; i < path; i++) {
      assertThat(edges).contains((i + 1) + "-" + i);
    }
  }

  @Test
  void theForestsAreTheSameHoweverTheGraphIsCut() throws IOException, ClassNotFoundException {
    Random random = new Random(21);
    int vertices = 500;
    ForestBundle whole = new ForestBundle(vertices, 4);
    ForestBundle[] pieces = new ForestBundle[7];
    for (int p = 0; p < pieces.length; p++) {
      pieces[p] = new ForestBundle(vertices, 4);
    }
    for (int e = 0; e < 60_000; e++) {
      int a = random.nextInt(vertices);
      int b = (a + 1 + random.nextInt(vertices - 1)) % vertices;
      double weight = Math.exp(3 * random.nextGaussian());
      whole.add(a, b, weight);
      pieces[random.nextInt(pieces.length)].add(b, a, weight);
    }
    ForestBundle merged = new ForestBundle(vertices, 4);
    for (ForestBundle piece : pieces) {
      merged = copy(piece).merge(merged);
    }
    assertThat(edges(whole)).hasSizeBetween(3 * (vertices - 1), 4 * (vertices - 1));
    assertThat(edges(copy(merged))).isEqualTo(edges(whole));
  }

  private static ForestBundle copy(ForestBundle bundle) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(bundle);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (ForestBundle) in.readObject();
    }
  }
}
