package org.bis5k.data.dataset;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bis5k.data.GreyImage;
import org.bis5k.data.ImageAndMask;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.image.ImageFiles;

/**
 * Decodes the pairs of a data set and keeps as many as fit a limit of bytes. What is kept stays:
 * every epoch asks for every pair once, where dropping the oldest would never hit.
 */
final class DecodedImages {

  private final BisDataset data;
  private final long byteLimit;
  private final long pixelLimit;
  private final Map<Integer, ImageAndMask> kept = new ConcurrentHashMap<>();
  private final AtomicLong keptBytes = new AtomicLong();

  DecodedImages(BisDataset data, long byteLimit, long pixelLimit) {
    this.data = data;
    this.byteLimit = byteLimit;
    this.pixelLimit = pixelLimit;
  }

  ImageAndMask get(int index) {
    ImageAndMask found = kept.get(index);
    if (found != null) {
      return found;
    }
    ImageMaskPair pair = data.pairs().get(index);
    RgbImage image = ImageFiles.readRgb(pair.image(), pixelLimit);
    GreyImage mask = ImageFiles.readGrey(pair.mask(), pixelLimit);
    if (!image.size().equals(mask.size())) {
      throw new InvalidInputException(FilePairing.mismatch(pair, image.size(), mask.size()));
    }
    ImageAndMask decoded = new ImageAndMask(image, mask);
    keep(index, decoded);
    return decoded;
  }

  private void keep(int index, ImageAndMask decoded) {
    long bytes = (long) decoded.image().samples().length + decoded.mask().samples().length;
    // Reserved before it is kept, so that threads together never exceed the limit.
    if (keptBytes.addAndGet(bytes) > byteLimit || kept.putIfAbsent(index, decoded) != null) {
      keptBytes.addAndGet(-bytes);
    }
  }

  long keptBytes() {
    return keptBytes.get();
  }

  void clear() {
    kept.clear();
    keptBytes.set(0);
  }
}
