package org.panelworks.jobs.panel;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BitwiseXor;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.ILike;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.InSubquery;
import org.apache.spark.sql.catalyst.expressions.IntegralDivide;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Like;
import org.apache.spark.sql.catalyst.expressions.LikeAll;
import org.apache.spark.sql.catalyst.expressions.LikeAny;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.NotLikeAll;
import org.apache.spark.sql.catalyst.expressions.NotLikeAny;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.RLike;
import org.apache.spark.sql.catalyst.expressions.Remainder;
import org.apache.spark.sql.catalyst.expressions.StringLocate;
import org.apache.spark.sql.catalyst.expressions.StringTrim;
import org.apache.spark.sql.catalyst.expressions.StringTrimLeft;
import org.apache.spark.sql.catalyst.expressions.StringTrimRight;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.Substring;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.catalyst.expressions.TimestampAdd;
import org.apache.spark.sql.catalyst.expressions.TimestampDiff;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.expressions.UnaryPositive;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;
import org.panelworks.NearestName;
import org.panelworks.SettingsException;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a study's expressions may hold: an allow-list over the nodes of the parsed tree and over
 * function names. What is not on the lists is refused by name, so that a new version of the SQL
 * grammar allows nothing new.
 */
final class ExpressionRules {
  private static final Set<Class<?>> NODES =
      Set.of(
          UnresolvedAttribute.class,
          Literal.class,
          Add.class,
          Subtract.class,
          Multiply.class,
          Divide.class,
          Remainder.class,
          IntegralDivide.class,
          UnaryMinus.class,
          UnaryPositive.class,
          EqualTo.class,
          EqualNullSafe.class,
          LessThan.class,
          LessThanOrEqual.class,
          GreaterThan.class,
          GreaterThanOrEqual.class,
          And.class,
          Or.class,
          Not.class,
          In.class,
          IsNull.class,
          IsNotNull.class,
          CaseWhen.class,
          Like.class,
          ILike.class,
          RLike.class,
          LikeAny.class,
          NotLikeAny.class,
          LikeAll.class,
          NotLikeAll.class,
          Cast.class,
          Concat.class,
          Substring.class,
          StringTrim.class,
          StringTrimLeft.class,
          StringTrimRight.class,
          StringLocate.class,
          TimestampAdd.class,
          TimestampDiff.class,
          UnresolvedFunction.class);

  private static final String MATHEMATICS =
      "abs acos acosh asin asinh atan atan2 atanh bround cbrt ceil ceiling cos cosh cot degrees e"
          + " exp expm1 floor greatest hypot least ln log log10 log1p log2 mod negative pi pmod"
          + " positive pow power radians rint round sign signum sin sinh sqrt tan tanh try_add"
          + " try_divide try_mod try_multiply try_subtract";
  private static final String CONDITIONS =
      "between coalesce if ifnull isnan isnotnull isnull nanvl nullif nullifzero nvl nvl2"
          + " zeroifnull";
  private static final String TEXT =
      "btrim char_length character_length concat concat_ws contains endswith ilike initcap instr"
          + " lcase left len length levenshtein like locate lower lpad ltrim position regexp"
          + " regexp_extract regexp_like regexp_replace replace reverse right rlike rpad rtrim"
          + " split_part startswith substr substring substring_index translate trim ucase upper";
  private static final String DATES =
      "add_months date date_add date_diff date_format date_part date_sub date_trunc datediff"
          + " datepart day dayofmonth dayofweek dayofyear extract last_day make_date month"
          + " months_between next_day quarter to_date to_timestamp trunc unix_date weekday"
          + " weekofyear year";
  private static final String CASTS =
      "bigint boolean decimal double float int smallint string timestamp tinyint";

  private static final Set<String> FUNCTIONS =
      new TreeSet<>(
          List.of(String.join(" ", MATHEMATICS, CONDITIONS, TEXT, DATES, CASTS).split(" ")));

  private ExpressionRules() {}

  /** The functions that expressions may call, in lower case. */
  static Set<String> functions() {
    return FUNCTIONS;
  }

  /** Refuses a tree that holds anything beyond the allow-list. */
  static void check(Expression tree) {
    if (!NODES.contains(tree.getClass()) && !isUnknownTest(tree)) {
      throw new SettingsException(refusal(tree));
    }
    if (tree instanceof UnresolvedFunction function) {
      checkFunction(function);
    } else if (tree instanceof UnresolvedAttribute column && column.nameParts().size() != 1) {
      throw new SettingsException(
          "`"
              + String.join(".", CollectionConverters.asJava(column.nameParts()))
              + "` is not a column name: write a name that holds a dot in backquotes");
    } else if (tree instanceof Cast cast && !isSimple(cast.dataType())) {
      throw new SettingsException(
          "a cast to "
              + cast.dataType().sql()
              + " is not allowed: the types are those of numbers, text, dates and booleans");
    }
    for (Expression child : CollectionConverters.asJava(tree.children())) {
      check(child);
    }
  }

  /** {@code x IS UNKNOWN} parses to unnamed subclasses of the null tests. */
  private static boolean isUnknownTest(Expression tree) {
    return tree.getClass().isAnonymousClass()
        && (tree instanceof IsNull || tree instanceof IsNotNull);
  }

  private static void checkFunction(UnresolvedFunction function) {
    List<String> parts = CollectionConverters.asJava(function.nameParts());
    String name = String.join(".", parts);
    if (parts.size() != 1 || !FUNCTIONS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new SettingsException(
          "function `"
              + name
              + "` is not allowed in an expression"
              + NearestName.hint(name, FUNCTIONS)
              + ": only scalar mathematics, text and date functions are");
    }
    boolean decorated =
        function.isDistinct()
            || function.filter().isDefined()
            || function.ignoreNulls()
            || !function.orderingWithinGroup().isEmpty();
    if (decorated) {
      throw new SettingsException(
          "function `" + name + "` must not have DISTINCT, FILTER, IGNORE NULLS or WITHIN GROUP");
    }
  }

  private static boolean isSimple(DataType type) {
    return type instanceof NumericType
        || type instanceof StringType
        || type instanceof BooleanType
        || type instanceof DateType
        || type instanceof TimestampType;
  }

  private static String refusal(Expression tree) {
    if (tree instanceof SubqueryExpression || tree instanceof InSubquery) {
      return "a sub-query is not allowed in an expression";
    }
    if (tree instanceof WindowExpression) {
      return "a window function (OVER) is not allowed in an expression";
    }
    if (tree instanceof AggregateExpression aggregate) {
      return "the aggregate function `"
          + aggregate.aggregateFunction().prettyName()
          + "` is not allowed in an expression";
    }
    if (tree instanceof LambdaFunction) {
      return "a lambda function (->) is not allowed in an expression";
    }
    if (tree instanceof BitwiseXor) {
      return "`^` is bitwise exclusive-or in SQL and is not allowed: write power(x, 2)";
    }
    return "`" + tree.prettyName() + "` is not allowed in an expression";
  }
}
