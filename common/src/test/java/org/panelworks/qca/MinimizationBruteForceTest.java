package org.panelworks.qca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random truth tables against definitions applied to every conjunction and every choice. */
class MinimizationBruteForceTest {
  private static final CoverLimits LIMITS = new CoverLimits(1_000_000, 100_000_000L);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void primeImplicantsAndMinimumCoversAreThoseOfTheDefinition(int conditions) {
    Random random = new Random(20_260 + conditions);
    for (int round = 0; round < 60; round++) {
      int[] levels = new int[conditions];
      Arrays.fill(levels, 2);
      compare(table(levels, random, round), "conditions " + conditions + ", round " + round);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "2,3", "3,3,2", "4,2,3", "2,3,2,3", "5,2,2"})
  void multiValueTablesToo(String shape) {
    int[] levels = Arrays.stream(shape.split(",", -1)).mapToInt(Integer::parseInt).toArray();
    Random random = new Random(shape.hashCode());
    for (int round = 0; round < 60; round++) {
      compare(table(levels, random, round), "levels " + shape + ", round " + round);
    }
  }

  /** A disjunction without a negated literal has its own terms for its only smallest form. */
  @Test
  void fifteenConditionsGiveTheTermsBackThatMadeTheTable() {
    List<Condition> conditions =
        IntStream.range(0, 15).mapToObj(c -> Condition.fuzzy("C" + c)).toList();
    ConfigurationSpace space = ConfigurationSpace.of(conditions);
    long all = space.row(space.rows());
    List<Term> terms =
        List.of(
            Term.of(all, 0b111), Term.of(all, 0b110100001000), Term.of(all, 0b1 << 14 | 0b11000));
    List<Long> positives = new ArrayList<>();
    List<Long> remainders = new ArrayList<>();
    Random random = new Random(15);
    for (int id = 1; id <= space.rows(); id++) {
      long row = space.row(id);
      if (terms.stream().anyMatch(term -> term.covers(row))) {
        (random.nextInt(4) == 0 ? remainders : positives).add(row);
      }
    }

    Minimization actual =
        Minimization.of(space, array(positives), array(remainders), CoverLimits.standard());

    assertThat(actual.models()).hasSize(1);
    assertThat(actual.models().get(0)).containsExactlyInAnyOrderElementsOf(terms);
    assertThat(actual.primeImplicants()).containsExactlyInAnyOrderElementsOf(terms);
  }

  private record Table(ConfigurationSpace space, List<Long> positives, List<Long> remainders) {
    boolean isNegative(long row) {
      return !positives.contains(row) && !remainders.contains(row);
    }

    List<Long> rows() {
      return IntStream.rangeClosed(1, space.rows()).mapToObj(space::row).toList();
    }
  }

  private static Table table(int[] levels, Random random, int round) {
    List<Condition> conditions = new ArrayList<>();
    for (int c = 0; c < levels.length; c++) {
      conditions.add(
          levels[c] == 2 ? Condition.fuzzy("C" + c) : Condition.multiValue("C" + c, levels[c]));
    }
    ConfigurationSpace space = ConfigurationSpace.of(conditions);
    double positive = 0.15 + 0.1 * (round % 5);
    double remainder = 0.25 * (round % 3);
    List<Long> positives = new ArrayList<>();
    List<Long> remainders = new ArrayList<>();
    for (int id = 1; id <= space.rows(); id++) {
      double draw = random.nextDouble();
      if (draw < positive) {
        positives.add(space.row(id));
      } else if (draw < positive + remainder) {
        remainders.add(space.row(id));
      }
    }
    if (positives.isEmpty()) {
      positives.add(space.row(1 + random.nextInt(space.rows())));
      remainders.removeAll(positives);
    }
    return new Table(space, positives, remainders);
  }

  private static void compare(Table table, String which) {
    Minimization actual =
        Minimization.of(table.space(), array(table.positives()), array(table.remainders()), LIMITS);
    Set<Term> implicants = bruteForceImplicants(table);
    assertThat(actual.primeImplicants())
        .as(which)
        .containsExactlyInAnyOrderElementsOf(implicants)
        .doesNotHaveDuplicates();

    List<Set<Term>> models = actual.models().stream().map(Set::copyOf).toList();
    assertThat(models)
        .as(which)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            bruteForceCovers(table.positives(), List.copyOf(implicants)));
    for (List<Term> model : actual.models()) {
      for (long row : table.rows()) {
        boolean covered = model.stream().anyMatch(term -> term.covers(row));
        assertThat(covered && table.isNegative(row)).as(which).isFalse();
        assertThat(!covered && table.positives().contains(row)).as(which).isFalse();
      }
    }
  }

  /**
   * Every conjunction: kept if it covers a positive row, no negative one, and no literal is idle.
   */
  private static Set<Term> bruteForceImplicants(Table table) {
    Set<Term> conjunctions = new HashSet<>();
    for (long row : table.rows()) {
      for (int fixed = 0; fixed < 1 << table.space().conditions().size(); fixed++) {
        conjunctions.add(Term.of(row, fixed));
      }
    }
    Set<Term> implicants =
        conjunctions.stream()
            .filter(term -> table.rows().stream().noneMatch(r -> negative(table, term, r)))
            .collect(Collectors.toSet());
    return implicants.stream()
        .filter(term -> table.positives().stream().anyMatch(term::covers))
        .filter(term -> implicants.stream().noneMatch(o -> !o.equals(term) && term.within(o)))
        .collect(Collectors.toSet());
  }

  private static boolean negative(Table table, Term term, long row) {
    return term.covers(row) && table.isNegative(row);
  }

  /** For each number of terms from 1 up, every choice that covers the first uncovered row. */
  private static Set<Set<Term>> bruteForceCovers(List<Long> rows, List<Term> implicants) {
    Set<Set<Term>> covers = new HashSet<>();
    for (int size = 1; covers.isEmpty(); size++) {
      choose(rows, implicants, size, new ArrayList<>(), covers);
    }
    return covers;
  }

  private static void choose(
      List<Long> uncovered, List<Term> implicants, int left, List<Term> chosen, Set<Set<Term>> to) {
    if (uncovered.isEmpty()) {
      to.add(Set.copyOf(chosen));
    } else if (left > 0) {
      for (Term term : implicants) {
        if (term.covers(uncovered.get(0))) {
          chosen.add(term);
          List<Long> rest = uncovered.stream().filter(row -> !term.covers(row)).toList();
          choose(rest, implicants, left - 1, chosen, to);
          chosen.remove(chosen.size() - 1);
        }
      }
    }
  }

  private static long[] array(List<Long> rows) {
    return rows.stream().mapToLong(Long::longValue).toArray();
  }
}
