package org.bis5k.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file, folder or setting of the user cannot be used. The message is written for the person who
 * must fix it: which file, what was expected, what was found, what to do. Command lines show it
 * alone, without a stack trace. Codes that terminals obey are shown as "?", and lines of more than
 * 4000 characters are cut, since a message may quote text from a file.
 */
public final class InvalidInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Path file;

  /**
   * An error that concerns no single file.
   *
   * @param message what is wrong and what to do
   */
  public InvalidInputException(String message) {
    this(message, null, null);
  }

  /**
   * An error that concerns no single file, with its cause.
   *
   * @param message what is wrong and what to do
   * @param cause the failure behind it
   */
  public InvalidInputException(String message, Throwable cause) {
    this(message, null, cause);
  }

  private InvalidInputException(String message, Path file, Throwable cause) {
    super(PlainText.message(String.valueOf(message)), cause);
    this.file = file;
  }

  /**
   * An error in a file or folder.
   *
   * @param file the file or folder at fault
   * @param problem what was expected and found
   * @return the exception; its message begins with the file
   */
  public static InvalidInputException in(Path file, String problem) {
    return in(file, problem, null);
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
    return new InvalidInputException(PlainText.line(file.toString()) + ": " + problem, file, cause);
  }

  /**
   * The file or folder at fault.
   *
   * @return the file that {@link #in(Path, String)} was given; empty if the error concerns none
   */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }
}
