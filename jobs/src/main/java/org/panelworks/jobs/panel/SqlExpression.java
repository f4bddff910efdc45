package org.panelworks.jobs.panel;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.trees.CurrentOrigin;
import org.apache.spark.sql.catalyst.trees.Origin;
import org.apache.spark.sql.classic.ExpressionUtils$;
import org.panelworks.SettingsException;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A SQL expression of a study file, parsed without a session and checked against the allow-list of
 * {@link ExpressionRules}. Every node of its tree remembers the setting that states it, so that a
 * failure while rows are computed can name that setting.
 */
final class SqlExpression implements Derivation {
  private static final int LONGEST_SHOWN = 120;

  private final String setting;
  private final String text;
  private final Expression tree;
  private final Set<String> columns;

  private SqlExpression(String setting, String text, Expression tree, Set<String> columns) {
    this.setting = setting;
    this.text = text;
    this.tree = tree;
    this.columns = columns;
  }

  /**
   * Parses and checks an expression.
   *
   * @param setting the setting that states it, for messages
   */
  static SqlExpression parse(String setting, String text) {
    ExpressionText.bound(text);
    Expression tree = parsed(setting, text);
    ExpressionRules.check(tree);
    Set<String> columns = new LinkedHashSet<>();
    addColumns(tree, columns);
    return new SqlExpression(setting, text, tree, Collections.unmodifiableSet(columns));
  }

  private static Expression parsed(String setting, String text) {
    CurrentOrigin.set(
        new Origin(
            Option.empty(),
            Option.empty(),
            Option.empty(),
            Option.empty(),
            Option.apply(text),
            Option.apply(ExpressionFailure.ORIGIN),
            Option.apply(setting),
            Option.empty(),
            Option.empty(),
            Option.empty()));
    try {
      return CatalystSqlParser$.MODULE$.parseExpression(ExpressionText.quoteNames(text));
    } catch (Exception e) { // ParseException is checked, and Scala does not declare it
      throw new SettingsException(
          "`" + shortened(text) + "` is not an expression: " + ExpressionFailure.sentence(e), e);
    } finally {
      CurrentOrigin.reset();
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }

  private static void addColumns(Expression tree, Set<String> columns) {
    if (tree instanceof UnresolvedAttribute attribute) {
      columns.add(attribute.nameParts().head());
    }
    for (Expression child : CollectionConverters.asJava(tree.children())) {
      addColumns(child, columns);
    }
  }

  @Override
  public String setting() {
    return setting;
  }

  String text() {
    return text;
  }

  /** The columns it names, as written, in order of appearance. */
  @Override
  public Set<String> columns() {
    return columns;
  }

  /** The expression over a table's columns, with missing values where SQL would fail or say NaN. */
  @Override
  public Column over(TableColumns table) {
    return ExpressionUtils$.MODULE$.column(MissingArithmetic.of(table, this).rewrite(tree));
  }

  @Override
  public String toString() {
    return text;
  }
}
