/**
 * Reads and writes image files: whole images, regions of images of any size, and streams of rows.
 *
 * <p>For programs: {@link org.bis5k.data.image.ImageFiles} and {@link
 * org.bis5k.data.image.FilePixels} for whole files, {@link org.bis5k.data.image.ImagePyramid} and
 * {@link org.bis5k.data.image.RegionSource} for regions, {@link org.bis5k.data.image.StreamedImage}
 * for images that are written row by row. All other types are internal.
 *
 * <p>PNG is decoded and encoded here, TIFF is encoded here. The pixels of JPEG, BMP and TIFF files
 * are decoded by readers of ImageIO, after their headers have been checked here.
 */
package org.bis5k.data.image;
