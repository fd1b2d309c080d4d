package org.bis5k.data.dataset;

import java.nio.file.Path;

/**
 * A finding of an audit about a file or folder.
 *
 * @param kind the kind of finding
 * @param file the file or folder it concerns
 * @param text a sentence that names the file and says what was found
 */
public record AuditFinding(Kind kind, Path file, String text) {

  /** The kinds of findings. */
  public enum Kind {
    /** A part has another number of pairs than was asked for. */
    COUNT(true, "another number of pairs than expected"),
    /** A part of BIS5k's name has another number of pairs than was published. */
    PUBLISHED_COUNT(false, "another number of pairs than published"),
    /** Two files of one folder share their stem. */
    SAME_STEM(true, "files of one stem"),
    /** An image without a mask. */
    NO_MASK(true, "images without a mask"),
    /** A mask without an image. */
    NO_IMAGE(true, "masks without an image"),
    /** A file that is missing, damaged or of an unsupported kind. */
    UNREADABLE(true, "unreadable files"),
    /** A mask of another size than its image. */
    SIZE_MISMATCH(true, "masks of another size than their image"),
    /** A mask with levels other than 0 and 255. */
    NOT_BINARY(true, "masks that are not binary"),
    /** A mask with colours. */
    COLOURED_MASK(true, "coloured masks"),
    /** An image without colours. */
    GREY_IMAGE(true, "images without colour"),
    /** A mask without foreground; a tile may well have none. */
    EMPTY_MASK(false, "empty masks"),
    /** A mask without background; a tile may well have none. */
    FULL_MASK(false, "full masks"),
    /** An image with an alpha channel, which is dropped. */
    ALPHA(false, "images with transparency"),
    /** An image of one colour all over; it is compared with no other. */
    BLANK_IMAGE(false, "images of a single colour");

    private final boolean wrong;
    private final String words;

    Kind(boolean wrong, String words) {
      this.wrong = wrong;
      this.words = words;
    }

    /**
     * Whether the data needs correction.
     *
     * @return false for notes, which may be intended
     */
    public boolean isWrong() {
      return wrong;
    }

    /**
     * The kind in words.
     *
     * @return a plural, for example "masks without an image"
     */
    public String words() {
      return words;
    }
  }

  /**
   * A finding whose message begins with the file.
   *
   * @param kind what is wrong
   * @param file the file
   * @param problem what was expected and found
   * @return the finding
   */
  public static AuditFinding in(Kind kind, Path file, String problem) {
    return new AuditFinding(kind, file, file + ": " + problem);
  }
}
