package org.bis5k.cli.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bis5k.data.Size;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts {@code 352} or {@code 352x480} (height first) to a {@link Size}. */
public final class SizeConverter implements ITypeConverter<Size> {

  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,4})(?:[xX]([1-9]\\d{0,4}))?");

  /** Made by picocli. */
  public SizeConverter() {}

  @Override
  public Size convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "expected height and width such as 352x480, or one number for both, each 1 to 99999; found '"
              + text
              + "'");
    }
    int height = Integer.parseInt(matcher.group(1));
    return new Size(height, matcher.group(2) == null ? height : Integer.parseInt(matcher.group(2)));
  }
}
