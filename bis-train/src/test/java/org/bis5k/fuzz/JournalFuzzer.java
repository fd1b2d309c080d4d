package org.bis5k.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.folder.FolderEvaluator;

/** Journals of scores, from which the evaluation of one image continues. */
public final class JournalFuzzer {

  /** A PNG of two grey pixels; the seeds have its digest, so that their lines are used. */
  private static final byte[] IMAGE =
      HexFormat.of()
          .parseHex(
              "89504e470d0a1a0a0000000d4948445200000002000000010800000000d14920560000000b494441"
                  + "54789c6360f80f000102010042bebc680000000049454e44ae426082");

  private static final Path FOLDER = folder();
  private static final FolderEvaluator EVALUATOR =
      FolderEvaluator.of(new FolderEvaluator.Options(Profile.UACANET, 1));

  private JournalFuzzer() {}

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("journal");
      Files.write(folder.resolve("a.png"), IMAGE);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Called by the fuzzer with one input after the other. */
  public static void fuzzerTestOneInput(byte[] input) {
    Limits.check(
        "fuzzed.jsonl",
        input,
        8 << 20,
        file -> EVALUATOR.resume(FOLDER, FOLDER, file, (image, done, total) -> {}));
  }
}
