package org.bis5k.model.weights;

import org.bis5k.data.PlainText;

/**
 * What reading one weight file may cost, whatever the file says. A few bytes of a file can ask for
 * much work: a pickle can copy one list again and again, or compare long names. So every copy,
 * every value kept and every comparison is charged in bytes, before it is made; the limit is 8 MiB
 * and 32 times the length of the description (pickle), at most 256 MiB, which no honest file comes
 * near. Names and counts have bounds of their own.
 */
final class ReadBudget {

  /** Characters of the name of a tensor, storage or entry, or of a metadata key. */
  static final int MAX_NAME = 1000;

  private static final int MAX_TENSORS = 100_000;
  private static final int MAX_METADATA = 10_000;
  private static final long BASE = 8 << 20;
  private static final long MOST = 256 << 20;
  private static final int FACTOR = 32;

  private final FileBytes file;
  private final long limit;
  private long spent;
  private int tensors;
  private int metadata;

  private ReadBudget(FileBytes file, long limit) {
    this.file = file;
    this.limit = limit;
  }

  /** Returns the budget of a file whose tensors are described by so many bytes. */
  static ReadBudget of(FileBytes file, long description) {
    return new ReadBudget(file, Math.min(MOST, BASE + FACTOR * description));
  }

  /** Charges bytes that are copied, kept or compared; refuses the file if they are too many. */
  void spend(long bytes) {
    spent += bytes;
    if (spent > limit) {
      throw file.fault(
          ("its description asks for more than %d bytes of work and memory, which no weight file"
                  + " needs")
              .formatted(limit));
    }
  }

  /** Counts a tensor and checks its name. */
  void tensor(String name) {
    if (++tensors > MAX_TENSORS) {
      throw file.fault("has more than " + MAX_TENSORS + " tensors");
    }
    requireShort("a tensor's name", name);
  }

  /** Counts an entry of the metadata and checks its key. */
  void metadata(String key) {
    if (++metadata > MAX_METADATA) {
      throw file.fault("has more than " + MAX_METADATA + " entries of metadata");
    }
    requireShort("a key of its metadata", key);
  }

  /** Refuses a name that is too long. */
  void requireShort(String what, String name) {
    if (name.length() > MAX_NAME) {
      throw file.fault(
          "%s has %d characters; at most %d are read: %s"
              .formatted(what, name.length(), MAX_NAME, PlainText.excerpt(name)));
    }
  }
}
