package org.bis5k.cli.terminal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The values that a numeric option takes. Every numeric option has one; {@link OptionRanges}
 * refuses other values and puts the range into the message.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Range {

  /**
   * The smallest value.
   *
   * @return the bound; without one, any finite value
   */
  double from() default Double.NEGATIVE_INFINITY;

  /**
   * The largest value.
   *
   * @return the bound; without one, any finite value
   */
  double to() default Double.POSITIVE_INFINITY;

  /**
   * Whether the bounds themselves are outside.
   *
   * @return true for values strictly between the bounds
   */
  boolean exclusive() default false;

  /**
   * The number that every value is a multiple of.
   *
   * @return 1 if all values between the bounds are allowed
   */
  int multipleOf() default 1;

  /**
   * The allowed values, in place of bounds.
   *
   * @return empty if bounds apply
   */
  int[] oneOf() default {};
}
