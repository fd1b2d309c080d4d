package org.bis5k.cli.terminal;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bis5k.data.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads numeric options and holds them to their {@link Range}. Numbers have ASCII digits only, no
 * blanks, and are finite.
 */
public final class OptionRanges {

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,19}");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");

  private OptionRanges() {}

  /**
   * Makes a command and its subcommands read numbers strictly and refuse values out of range,
   * before any work begins.
   *
   * @param root the command, with all subcommands
   */
  public static void install(CommandLine root) {
    ITypeConverter<Integer> integers = text -> Integer.valueOf(matched(WHOLE, text));
    ITypeConverter<Long> longs = text -> Long.valueOf(matched(WHOLE, text));
    ITypeConverter<Double> doubles = text -> finite(Double.parseDouble(matched(DECIMAL, text)));
    root.registerConverter(int.class, integers)
        .registerConverter(Integer.class, integers)
        .registerConverter(long.class, longs)
        .registerConverter(Long.class, longs)
        .registerConverter(double.class, doubles)
        .registerConverter(Double.class, doubles);
    root.setExecutionStrategy(
        parsed -> {
          requireWithin(parsed);
          return new CommandLine.RunLast().execute(parsed);
        });
  }

  private static String matched(Pattern form, String text) {
    if (!form.matcher(text).matches()) {
      throw new TypeConversionException("not a number");
    }
    return text;
  }

  private static double finite(double value) {
    if (Double.isInfinite(value)) {
      throw new TypeConversionException("not finite");
    }
    return value;
  }

  /**
   * The message for a number that cannot be read: the option, its range, and the text.
   *
   * @param misuse the failure to parse a command line
   * @return empty if it concerns no option with a range
   */
  public static Optional<String> unreadable(ParameterException misuse) {
    if (misuse.getArgSpec() == null || misuse.getValue() == null) {
      return Optional.empty();
    }
    return rangeOf(misuse.getArgSpec())
        .map(range -> message(misuse.getArgSpec(), range, "'" + misuse.getValue() + "'"));
  }

  private static void requireWithin(ParseResult parsed) {
    for (ParseResult result = parsed; result != null; result = result.subcommand()) {
      for (ArgSpec argument : result.matchedArgs()) {
        Optional<Range> range = rangeOf(argument);
        if (range.isPresent() && !contains(range.get(), argument.getValue())) {
          String message = message(argument, range.get(), argument.getValue());
          throw new CommandLine.ExecutionException(
              result.commandSpec().commandLine(), message, new InvalidInputException(message));
        }
      }
    }
  }

  /**
   * The range of an option.
   *
   * @param argument the option
   * @return empty if it is not numeric
   */
  public static Optional<Range> rangeOf(ArgSpec argument) {
    return argument.userObject() instanceof AnnotatedElement field
        ? Optional.ofNullable(field.getAnnotation(Range.class))
        : Optional.empty();
  }

  private static boolean contains(Range range, Object value) {
    double number = ((Number) value).doubleValue();
    if (range.oneOf().length > 0) {
      return IntStream.of(range.oneOf()).anyMatch(allowed -> allowed == number);
    }
    boolean within =
        range.exclusive()
            ? number > range.from() && number < range.to()
            : number >= range.from() && number <= range.to();
    return within && (range.multipleOf() == 1 || number % range.multipleOf() == 0);
  }

  private static String message(ArgSpec argument, Range range, Object found) {
    String name =
        argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    boolean whole = argument.type() != double.class && argument.type() != Double.class;
    return name + ": expected " + text(range, whole) + "; found " + found;
  }

  /**
   * A range in words.
   *
   * @param range the range
   * @param whole whether values are whole numbers
   * @return for example {@code at least 1} or {@code 0 to 0.9}
   */
  static String text(Range range, boolean whole) {
    if (range.oneOf().length > 0) {
      return "one of "
          + IntStream.of(range.oneOf())
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(", "));
    }
    List<String> parts = new ArrayList<>();
    if (range.multipleOf() > 1) {
      parts.add("a multiple of " + range.multipleOf());
    }
    boolean bottom = range.from() > Double.NEGATIVE_INFINITY;
    boolean top = range.to() < Double.POSITIVE_INFINITY;
    if (range.exclusive()) {
      parts.add(
          top
              ? "a number between %s and %s".formatted(shown(range.from()), shown(range.to()))
              : "a number above " + shown(range.from()));
    } else if (bottom && top) {
      parts.add(shown(range.from()) + " to " + shown(range.to()));
    } else if (bottom) {
      parts.add("at least " + shown(range.from()));
    }
    if (parts.isEmpty()) {
      return whole ? "a whole number of at most 64 bits" : "a finite number";
    }
    return String.join(", ", parts);
  }

  private static String shown(double bound) {
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }
}
