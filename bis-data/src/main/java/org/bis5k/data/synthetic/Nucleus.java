package org.bis5k.data.synthetic;

/**
 * One cell nucleus in cross section: an ellipse with an uneven outline.
 *
 * @param x column of the centre, in pixels
 * @param y row of the centre, in pixels
 * @param major half the length, in pixels
 * @param minor half the width, in pixels
 * @param angle direction of the length, in radians
 * @param uneven deviation of the outline from the ellipse, as a part of the radius
 * @param hematoxylin mean density
 * @param chromatin contrast of the clumped chromatin, 0 for smooth
 * @param vesicular how much paler the inside is than the rim, 0..1
 * @param nucleoli how many nucleoli show, 0..2
 */
record Nucleus(
    float x,
    float y,
    float major,
    float minor,
    float angle,
    float uneven,
    float hematoxylin,
    float chromatin,
    float vesicular,
    int nucleoli) {}
