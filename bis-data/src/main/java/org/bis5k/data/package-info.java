/**
 * The types that every module shares. API: {@code Size}, {@code Region}, {@code RgbImage}, {@code
 * GreyImage}, {@code Mask}, {@code ImageAndMask}, {@code SampleSeed}, {@code Provenance}, {@code
 * InvalidInputException}. The other public types are for the library's own modules: files written
 * as a whole, text for messages and pages, digests, regions of masks. Depends on no other package.
 */
package org.bis5k.data;
