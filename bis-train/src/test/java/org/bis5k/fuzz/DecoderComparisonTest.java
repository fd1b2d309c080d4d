package org.bis5k.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.fuzz.DecoderComparison.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The decoders of PNG and TIFF against those of the JDK, on files changed at random. */
class DecoderComparisonTest {

  private static final Path SEEDS = Path.of("src/test/resources/org/bis5k/fuzz/decoders");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("a.img");
  }

  @Test
  void everySeedIsDecodedAlike() throws IOException {
    for (Path seed : seeds()) {
      // Fax, and JPEG that does not say YCbCr, are never compared in changed files.
      byte[] bytes = Files.readAllBytes(seed);
      boolean fax = seed.endsWith("fax.tif");
      boolean compared = !fax && !seed.endsWith("rgb-jpeg-tables.tif");
      assertThat(compare(bytes))
          .as(seed.toString())
          .isEqualTo(compared ? Outcome.SAME : Outcome.ALLOWED);
      if (fax) {
        assertThat(ImageFiles.readRgb(file).samples())
            .isEqualTo(PlatformDecoder.decode(bytes, "tiff").samples());
      }
    }
  }

  @Test
  void thousandsOfChangedFiles() throws IOException {
    compareChanged(2_500, 1);
  }

  @Test
  @Tag("slow")
  void manyChangedFiles() throws IOException {
    compareChanged(60_000, 2);
  }

  @Test
  void otherSamplesAreReported() throws IOException {
    byte[] one = Files.readAllBytes(SEEDS.resolve("rgb.png"));
    byte[] other = Files.readAllBytes(SEEDS.resolve("rgb-interlaced.png"));
    Files.write(file, one);
    assertThatThrownBy(() -> DecoderComparison.compare(file, other))
        .isInstanceOf(AssertionError.class)
        .hasMessage("other samples: decoded 7x9 / decoded 11x13");
    byte[] tiff = Files.readAllBytes(SEEDS.resolve("rgb.tif"));
    Files.write(file, Files.readAllBytes(SEEDS.resolve("alpha.tif")));
    byte[] changed = tiff.clone();
    changed[changed.length - 100] ^= 1;
    assertThatThrownBy(() -> DecoderComparison.compare(file, changed))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("other samples than the platform: decoded 7x9 / ");
  }

  @Test
  void refusalsThatAreNotListedAreReported() throws IOException {
    Files.writeString(file, "no image at all");
    byte[] png = Files.readAllBytes(SEEDS.resolve("rgb.png"));
    assertThatThrownBy(() -> DecoderComparison.compare(file, png))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("we refuse what the platform reads: is not a PNG");
  }

  /** Enough of the files must still be images, or the comparison says little. */
  private void compareChanged(int count, long seed) throws IOException {
    Random random = new Random(seed);
    List<Path> seeds = seeds();
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    for (int i = 0; i < count; i++) {
      Path path = seeds.get(i % seeds.size());
      byte[] changed = ImageMutator.mutate(Files.readAllBytes(path), random);
      try {
        outcomes.merge(compare(changed), 1, Integer::sum);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("Input " + i + " of seed " + seed + ", from " + path, e);
      }
    }
    assertThat(outcomes.get(Outcome.SAME)).isGreaterThan(count / 6);
    assertThat(outcomes.get(Outcome.REFUSED)).isGreaterThan(count / 6);
    assertThat(outcomes.get(Outcome.ALLOWED)).isLessThan(count / 3);
  }

  private Outcome compare(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return DecoderComparison.compare(file, bytes);
  }

  private static List<Path> seeds() throws IOException {
    try (Stream<Path> files = Files.list(SEEDS)) {
      return files.sorted().toList();
    }
  }
}
