package org.bis5k.data.image;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.bis5k.data.InvalidInputException;

/**
 * Formats of slide scanners and microscopes that are not supported, although some resemble TIFF.
 */
final class SlideFormats {

  private static final Map<String, String> UNREAD =
      Map.ofEntries(
          Map.entry("ndpi", "Hamamatsu NDPI slide"),
          Map.entry("vms", "Hamamatsu VMS slide"),
          Map.entry("vmu", "Hamamatsu VMU slide"),
          Map.entry("mrxs", "3DHISTECH MIRAX slide"),
          Map.entry("czi", "Zeiss CZI image"),
          Map.entry("zvi", "Zeiss ZVI image"),
          Map.entry("scn", "Leica SCN slide"),
          Map.entry("lif", "Leica LIF image"),
          Map.entry("bif", "Ventana BIF slide"),
          Map.entry("vsi", "Olympus VSI slide"),
          Map.entry("nd2", "Nikon ND2 image"),
          Map.entry("isyntax", "Philips iSyntax slide"),
          Map.entry("svslide", "Sakura slide"),
          Map.entry("dcm", "DICOM image"),
          Map.entry("jp2", "JPEG 2000 image"),
          Map.entry("j2k", "JPEG 2000 image"),
          Map.entry("webp", "WebP image"));

  private SlideFormats() {}

  /** Refuses a file whose suffix belongs to one of these formats. */
  static void requireReadable(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String format = UNREAD.get(name.substring(name.lastIndexOf('.') + 1));
    if (format != null) {
      throw InvalidInputException.in(
          file, "is a " + format + ", which is not read; " + TiffCompression.CONVERT);
    }
  }
}
