package org.bis5k.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The origin of a result: stored in every run folder, weight file and score table.
 *
 * @param version the library's version
 * @param commit the library's git commit, or "unknown" if it was built without its history
 * @param java the Java runtime: version and vendor
 * @param os the operating system: name, version and architecture
 * @param created when the result was made
 * @param seed the seed of the run
 * @param data the fingerprint of the data, see {@code BisDataset.fingerprint()}; empty if none
 * @param backend what computed: the tensor library and its device; empty if none
 * @param extra anything else worth keeping, in the order given
 */
public record Provenance(
    String version,
    String commit,
    String java,
    String os,
    Instant created,
    long seed,
    String data,
    String backend,
    Map<String, String> extra) {

  /** The name of the JSON file that holds it, in folders of runs and of predictions. */
  public static final String FILE_NAME = "provenance.json";

  /** The greatest length of the file that is read, in bytes. */
  public static final int MOST_BYTES = 16 << 20;

  /**
   * Copies the extra entries.
   *
   * @param version the library's version
   * @param commit the library's git commit, or "unknown"
   * @param java the Java runtime
   * @param os the operating system
   * @param created when the result was made
   * @param seed the seed of the run
   * @param data the fingerprint of the data; empty if none
   * @param backend what computed; empty if none
   * @param extra anything else, without null
   */
  public Provenance {
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /**
   * The provenance of a result that this process makes now.
   *
   * @param seed the seed of the run
   * @param data the fingerprint of the data; empty if none
   * @param backend what computes: the tensor library and its device; empty if none
   * @param extra anything else worth keeping, without null
   * @return the record
   */
  public static Provenance now(long seed, String data, String backend, Map<String, String> extra) {
    Properties library = library();
    return new Provenance(
        library.getProperty("version"),
        library.getProperty("commit"),
        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        Instant.now(),
        seed,
        data,
        backend,
        extra);
  }

  /**
   * The record for JSON files and file metadata: strings, and the seed as a number.
   *
   * @return the keys version, commit, java, os, created (ISO 8601, UTC), seed, data, backend and
   *     extra (a map of strings), in this order
   */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("version", version);
    map.put("commit", commit);
    map.put("java", java);
    map.put("os", os);
    map.put("created", created.toString());
    map.put("seed", seed);
    map.put("data", data);
    map.put("backend", backend);
    map.put("extra", extra);
    return Collections.unmodifiableMap(map);
  }

  private static Properties library() {
    Properties properties = new Properties();
    try (InputStream in = Provenance.class.getResourceAsStream("library.properties")) {
      if (in == null) {
        throw new IllegalStateException(
            "The resource library.properties is missing beside " + Provenance.class.getName());
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
