package org.bis5k.data;

import java.nio.file.Path;

/**
 * Something the user gave cannot be used: a file, a folder, a setting. The message is written for
 * the person who must fix it: which file, what was expected, what was found, what to do. Command
 * lines show it alone, without a stack trace; codes that terminals obey are shown as "?".
 */
public final class InvalidInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * An error that concerns no single file.
   *
   * @param message what is wrong and what to do
   */
  public InvalidInputException(String message) {
    super(tame(message));
  }

  /**
   * An error that concerns no single file, with its cause.
   *
   * @param message what is wrong and what to do
   * @param cause the failure behind it
   */
  public InvalidInputException(String message, Throwable cause) {
    super(tame(message), cause);
  }

  /**
   * An error in a file or folder.
   *
   * @param file the file or folder at fault
   * @param problem what was expected and found
   * @return the exception; its message begins with the file
   */
  public static InvalidInputException in(Path file, String problem) {
    return new InvalidInputException(shown(file) + ": " + problem);
  }

  /**
   * An error in a file or folder, with its cause.
   *
   * @param file the file or folder at fault
   * @param problem what was expected and found
   * @param cause the failure behind it
   * @return the exception; its message begins with the file
   */
  public static InvalidInputException in(Path file, String problem, Throwable cause) {
    return new InvalidInputException(shown(file) + ": " + problem, cause);
  }

  private static String shown(Path file) {
    return PlainText.line(file.toString());
  }

  private static String tame(String message) {
    return PlainText.lines(String.valueOf(message));
  }
}
