package org.bis5k.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads lists, records and tables as a whole, up to a limit of bytes. */
public final class TextFile {

  private TextFile() {}

  /**
   * The text of a file.
   *
   * @param file a file in UTF-8
   * @param mostBytes the greatest length; no more is read
   * @param what the kind of file for the message, such as "a list of files"
   * @return its text
   * @throws InvalidInputException if it is missing, longer, or not in UTF-8
   */
  public static String read(Path file, int mostBytes, String what) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(bytes(file, mostBytes, what));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw InvalidInputException.in(
          file, "expected " + what + " in UTF-8; found another kind of file", e);
    }
  }

  /**
   * The bytes of a file.
   *
   * @param file a file
   * @param mostBytes the greatest length; no more is read
   * @param what the kind of file for the message, such as "a table of scores"
   * @return its bytes
   * @throws InvalidInputException if it is missing or longer
   */
  public static byte[] bytes(Path file, int mostBytes, String what) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw InvalidInputException.in(
            file, "is too large: " + what + " has at most " + mostBytes + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e, e);
    }
  }
}
