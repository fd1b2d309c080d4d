/**
 * Masks as polygons, and their exchange with QuPath. API: {@code MaskPolygon}, {@code PixelRing},
 * {@code QuPathGeoJson}.
 */
package org.bis5k.data.polygon;
