/**
 * Files to batches: data sets on disk, images and masks, the exact transforms of the recipe, and a
 * loader that turns them into normalised NCHW float batches. Imports no tensor library.
 */
package org.bis5k.data;
