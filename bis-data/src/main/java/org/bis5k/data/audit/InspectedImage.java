package org.bis5k.data.audit;

import com.google.common.hash.HashCode;
import java.nio.file.Path;
import org.bis5k.data.Size;

/**
 * What an audit keeps of a pair: some 200 bytes, however large the image.
 *
 * @param file the file of the image
 * @param size height and width
 * @param content SHA-256 of size and pixels
 * @param hash how it looks from afar
 * @param contrast standard deviation of its grey values at 32 x 32 pixels
 * @param foreground share of the mask's pixels that are foreground, 0 to 1
 * @param binaryMask whether the mask holds 0 and 255 alone
 * @param stains how strongly it is stained
 */
record InspectedImage(
    Path file,
    Size size,
    HashCode content,
    PerceptualHash hash,
    double contrast,
    double foreground,
    boolean binaryMask,
    StainIntensity stains) {}
