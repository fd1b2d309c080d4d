package org.bis5k.data.polygon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuPathGeoJsonTest {

  @TempDir Path folder;

  @Test
  void aRingWithAHole() throws IOException {
    byte[] samples = {-1, -1, -1, -1, 0, -1, -1, -1, -1};
    Path file = folder.resolve("a.geojson");
    List<MaskPolygon> polygons = MaskPolygon.of(Mask.of(GreyImage.of(Size.square(3), samples)));
    QuPathGeoJson.write(file, polygons, "Tumor", new Size(7, 6), 2, 2.5);
    assertThat(file)
        .hasContent(
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","geometry":{"type":"Polygon","coordinates":[\
            [[0,0],[6,0],[6,7],[0,7],[0,0]],[[2,5],[4,5],[4,2.5],[2,2.5],[2,5]]]},\
            "properties":{"objectType":"annotation",\
            "classification":{"name":"Tumor","color":[213,94,0]}}}]}""");
  }

  @Test
  void severalAndNone() throws IOException {
    Path file = folder.resolve("a.geojson");
    byte[] samples = {-1, 0, -1};
    QuPathGeoJson.write(
        file,
        MaskPolygon.of(Mask.of(GreyImage.of(new Size(1, 3), samples))),
        "Tumor",
        new Size(1, 3),
        1,
        1);
    JsonNode json = new ObjectMapper().readTree(Files.readString(file));
    assertThat(json.path("features")).hasSize(2);
    assertThat(json.at("/features/1/geometry/coordinates/0/0/0").asInt()).isEqualTo(2);
    QuPathGeoJson.write(file, List.of(), "Tumor", Size.square(1), 1, 1);
    assertThat(file).hasContent("{\"type\":\"FeatureCollection\",\"features\":[]}");
  }
}
