package org.panelworks.qca;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which literals of an intermediate term are core and which peripheral (Fiss 2011).
 *
 * @param containing the parsimonious terms all of whose literals the intermediate term has; none
 *     where the term lies in no single parsimonious term
 * @param core strict: literals of the parsimonious terms that contain the term
 * @param peripheral the other literals
 * @param looseCore literals that appear in any term of the parsimonious model
 * @param loosePeripheral the other literals
 */
public record CoreConditions(
    List<String> containing,
    List<String> core,
    List<String> peripheral,
    List<String> looseCore,
    List<String> loosePeripheral) {
  public CoreConditions {
    containing = List.copyOf(containing);
    core = List.copyOf(core);
    peripheral = List.copyOf(peripheral);
    looseCore = List.copyOf(looseCore);
    loosePeripheral = List.copyOf(loosePeripheral);
  }

  /**
   * The classification of a term.
   *
   * @param alwaysCore literals that count as core wherever they stand: the necessary conditions,
   *     where the study says so
   */
  static CoreConditions of(
      ConfigurationSpace space, Term term, List<Term> parsimonious, Set<String> alwaysCore) {
    List<String> literals = space.literals(term);
    List<String> containing = new ArrayList<>();
    Set<String> strict = new LinkedHashSet<>(alwaysCore);
    Set<String> loose = new LinkedHashSet<>(alwaysCore);
    for (Term other : parsimonious) {
      loose.addAll(space.literals(other));
      if (term.within(other)) {
        containing.add(String.join("*", space.literals(other)));
        strict.addAll(space.literals(other));
      }
    }
    return new CoreConditions(
        containing,
        literals.stream().filter(strict::contains).toList(),
        literals.stream().filter(l -> !strict.contains(l)).toList(),
        literals.stream().filter(loose::contains).toList(),
        literals.stream().filter(l -> !loose.contains(l)).toList());
  }
}
