/**
 * Image files: whole images, regions of images of any size, and rows on their way to a file. API:
 * {@code ImageFiles}, {@code ImagePyramid}, {@code RegionSource}, {@code StreamedImage}.
 */
package org.bis5k.data.image;
