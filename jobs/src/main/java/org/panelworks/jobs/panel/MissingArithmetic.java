package org.panelworks.jobs.panel;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IntegralDivide;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NumericEvalContext;
import org.apache.spark.sql.catalyst.expressions.Pmod;
import org.apache.spark.sql.catalyst.expressions.Remainder;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.trees.CurrentOrigin;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rewrites an expression tree to the study's arithmetic of missing values: dividing by zero, the
 * root of a negative number and the like are missing, neither a failure nor NaN (which SQL orders
 * above every number). Logarithms of values at or below zero are missing in SQL already. Integer
 * overflow and impossible casts still fail.
 */
final class MissingArithmetic {
  private static final Set<String> NAN_FUNCTIONS =
      Set.of(
          "acos", "acosh", "asin", "atanh", "sqrt", "pow", "power", "sin", "cos", "tan", "cot",
          "double", "float");

  private final TableColumns table;
  private final SqlExpression source;

  private MissingArithmetic(TableColumns table, SqlExpression source) {
    this.table = table;
    this.source = source;
  }

  static MissingArithmetic of(TableColumns table, SqlExpression source) {
    return new MissingArithmetic(table, source);
  }

  Expression rewrite(Expression node) {
    return CurrentOrigin.withOrigin(node.origin(), () -> rewriteHere(node));
  }

  private Expression rewriteHere(Expression node) {
    if (node instanceof UnresolvedAttribute column) {
      return column(table.find(column.nameParts().head(), source.setting()));
    }
    Expression rewritten = node.mapChildren(this::rewrite);
    if (rewritten instanceof Divide divide) {
      return new Divide(divide.left(), divide.right(), missingOnZero());
    }
    if (rewritten instanceof Remainder remainder) {
      return new Remainder(remainder.left(), remainder.right(), missingOnZero());
    }
    if (rewritten instanceof IntegralDivide divide) {
      return new IntegralDivide(divide.left(), divide.right(), lenient());
    }
    if (rewritten instanceof Cast cast
        && (cast.dataType() instanceof DoubleType || cast.dataType() instanceof FloatType)) {
      return withoutNaN(cast);
    }
    return rewritten instanceof UnresolvedFunction function ? function(function) : rewritten;
  }

  private static Expression function(UnresolvedFunction call) {
    String name = call.nameParts().head().toLowerCase(Locale.ROOT);
    List<Expression> arguments = CollectionConverters.asJava(call.arguments());
    if (name.equals("mod") && arguments.size() == 2) {
      return new Remainder(arguments.get(0), arguments.get(1), missingOnZero());
    }
    if (name.equals("pmod") && arguments.size() == 2) {
      return new Pmod(arguments.get(0), arguments.get(1), lenient());
    }
    if (name.equals("isnan") && arguments.size() == 1) {
      return new IsNull(arguments.get(0));
    }
    if (name.equals("nanvl")) {
      return call("coalesce", arguments);
    }
    return NAN_FUNCTIONS.contains(name) ? withoutNaN(call) : call;
  }

  private static Expression withoutNaN(Expression value) {
    return call("nanvl", List.of(value, Literal.create(null, DataTypes.DoubleType)));
  }

  private static NumericEvalContext missingOnZero() {
    return NumericEvalContext.apply(EvalMode.TRY(), true);
  }

  /** Whole-number division heeds TRY no more than ANSI; without either, zero gives a null. */
  private static NumericEvalContext lenient() {
    return NumericEvalContext.apply(EvalMode.LEGACY(), true);
  }

  private static Expression column(String exactName) {
    return new UnresolvedAttribute(CollectionConverters.asScala(List.of(exactName)).toList());
  }

  private static UnresolvedFunction call(String name, List<Expression> arguments) {
    return new UnresolvedFunction(
        CollectionConverters.asScala(List.of(name)).toList(),
        CollectionConverters.asScala(arguments).toList(),
        false,
        Option.empty(),
        false,
        CollectionConverters.asScala(List.<SortOrder>of()).toList(),
        false);
  }
}
