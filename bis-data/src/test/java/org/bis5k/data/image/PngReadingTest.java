package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bis5k.data.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds of PNG, by hand: what the file holds is what is read. */
class PngReadingTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("a.png");
  }

  @Test
  void greyIsReadWithoutAnyGamma() throws IOException {
    byte[] gamma = {0, 0, (byte) 0xB1, (byte) 0x8F};
    PngFixture.of(2, 2, 8, 0).chunk("gAMA", gamma).rows(0, 0, 128, 0, 200, 255).save(file);
    assertThat(ImageFiles.readSize(file)).isEqualTo(Size.square(2));
    assertThat(grey()).containsExactly(0, 128, 200, 255);
    assertThat(rgb()).containsExactly(0, 0, 0, 128, 128, 128, 200, 200, 200, 255, 255, 255);
    assertThat(firstChannel()).containsExactly(0, 128, 200, 255);
  }

  @Test
  void coloursBecomeGreyByLumaAndScoresReadRed() throws IOException {
    PngFixture.of(1, 4, 8, 2).rows(0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30).save(file);
    // 19595*255/65536 = 76.2, 38470*255/65536 = 149.7, 7471*255/65536 = 29.1, 18.1
    assertThat(grey()).containsExactly(76, 150, 29, 18);
    assertThat(firstChannel()).containsExactly(255, 0, 0, 10);
    assertThat(rgb()).containsExactly(255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30);
  }

  @Test
  void alphaIsDropped() throws IOException {
    PngFixture.of(1, 2, 8, 6).rows(0, 1, 2, 3, 0, 4, 5, 6, 128).save(file);
    assertThat(rgb()).containsExactly(1, 2, 3, 4, 5, 6);
    PngFixture.of(1, 3, 8, 4).rows(0, 7, 0, 8, 100, 9, 255).save(file);
    assertThat(grey()).containsExactly(7, 8, 9);
  }

  @Test
  void aTransparentColourStaysWhatItIs() throws IOException {
    byte[] second = {0, 4, 0, 5, 0, 6};
    PngFixture.of(1, 2, 8, 2).chunk("tRNS", second).rows(0, 1, 2, 3, 4, 5, 6).save(file);
    assertThat(rgb()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void aPaletteIsExpanded() throws IOException {
    byte[] palette = {0, 0, 0, 10, 20, 30, (byte) 255, (byte) 255, (byte) 255};
    PngFixture.of(1, 4, 8, 3).chunk("PLTE", palette).rows(0, 2, 1, 0, 7).save(file);
    // An index beyond the palette is black.
    assertThat(rgb()).containsExactly(255, 255, 255, 10, 20, 30, 0, 0, 0, 0, 0, 0);
    assertThat(grey()).containsExactly(255, 18, 0, 0);
    PngFixture.of(1, 5, 2, 3).chunk("PLTE", palette).rows(0, 0b10_01_00_01, 0b10_000000).save(file);
    assertThat(firstChannel()).containsExactly(255, 10, 0, 10, 255);
  }

  @Test
  void fewBitsOfGreyAreSpreadOver0To255() throws IOException {
    PngFixture.of(1, 3, 1, 0).rows(0, 0b101_00000).save(file);
    assertThat(grey()).containsExactly(255, 0, 255);
    PngFixture.of(1, 4, 2, 0).rows(0, 0b00_01_10_11).save(file);
    assertThat(grey()).containsExactly(0, 85, 170, 255);
    PngFixture.of(1, 3, 4, 0).rows(0, 0x0F, 0x80).save(file);
    assertThat(grey()).containsExactly(0, 255, 136);
  }

  @Test
  void eachRowFilterIsUndone() throws IOException {
    // Rows 10 20 30, then the same row by Sub, Up, Average and Paeth.
    PngFixture.of(5, 3, 8, 0)
        .rows(0, 10, 20, 30, 1, 10, 10, 10, 2, 0, 0, 0, 3, 5, 5, 5, 4, 0, 0, 0)
        .save(file);
    assertThat(grey()).containsExactly(10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30);
  }

  @Test
  void interlacedRowsFindTheirPlace() throws IOException {
    // 3x3: pass 1 holds (0,0); pass 4 (row 0, column 2); pass 5 row 2, columns 0 and 2;
    // pass 6 column 1 of rows 0 and 2; pass 7 row 1.
    PngFixture.interlaced(3, 3, 8, 0).rows(0, 1, 0, 3, 0, 7, 9, 0, 2, 0, 8, 0, 4, 5, 6).save(file);
    assertThat(grey()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void pixelsMayBeSplitOverSeveralChunks() throws IOException {
    byte[] data = PngFixture.deflate(new byte[] {0, 1, 2, 0, 3, 4});
    PngFixture.of(2, 2, 8, 0)
        .chunk("IDAT", Arrays.copyOf(data, 3))
        .chunk("IDAT")
        .chunk("IDAT", Arrays.copyOfRange(data, 3, data.length))
        .save(file);
    assertThat(grey()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void theContentTellsTheFormatNotTheSuffix() throws IOException {
    Path renamed = folder.resolve("a.jpg");
    Files.write(renamed, PngFixture.of(1, 1, 8, 0).rows(0, 9).end());
    assertThat(ImageFiles.readGrey(renamed).samples()).containsExactly(9);
  }

  private int[] grey() {
    return unsigned(ImageFiles.readGrey(file).samples());
  }

  private int[] firstChannel() {
    return unsigned(ImageFiles.readFirstChannel(file).samples());
  }

  private int[] rgb() {
    return unsigned(ImageFiles.readRgb(file).samples());
  }

  static int[] unsigned(byte[] samples) {
    int[] values = new int[samples.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = samples[i] & 0xff;
    }
    return values;
  }
}
