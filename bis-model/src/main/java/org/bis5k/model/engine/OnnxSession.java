package org.bis5k.model.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.PlainText;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;

/**
 * A model in ONNX Runtime with the input and the first output of a BCSNet. Before a model from
 * elsewhere is opened here, {@link OnnxModelReader} must have read it.
 */
final class OnnxSession implements AutoCloseable {

  private static final int FREE = -1;
  private static final int FIRST_GPU = 0;

  private final String source;
  private final OrtSession session;
  private final String engine;
  private final long[] inputShape;

  private OnnxSession(String source, OrtSession session, String engine, long[] inputShape) {
    this.source = source;
    this.session = session;
    this.engine = engine;
    this.inputShape = inputShape;
  }

  /**
   * Opens a model.
   *
   * @param model the file to open
   * @param source the file that messages name: the model, or the weights it was exported from
   * @param device where to compute
   */
  static OnnxSession open(Path model, Path source, SegmenterOptions.Device device) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setIntraOpNumThreads(threads());
      String provider = provider(device, options, source);
      OrtSession session = environment.createSession(model.toString(), options);
      try {
        long[] shape = inputShape(session, source);
        String engine = "onnx (ONNX Runtime " + environment.getVersion() + ", " + provider + ")";
        return new OnnxSession(PlainText.line(source.toString()), session, engine, shape);
      } catch (RuntimeException | OrtException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw InvalidInputException.in(
          source, "cannot be opened by ONNX Runtime: " + PlainText.excerpt(e.getMessage()), e);
    }
  }

  /** Returns the number of threads that ND4J takes, too. */
  private static int threads() {
    String told = System.getenv("OMP_NUM_THREADS");
    return told != null && told.matches("[1-9]\\d{0,3}")
        ? Integer.parseInt(told)
        : Runtime.getRuntime().availableProcessors();
  }

  /** Adds CUDA to the options if it is asked for and present; tells what computes and why. */
  private static String provider(
      SegmenterOptions.Device device, OrtSession.SessionOptions options, Path file) {
    if (device == SegmenterOptions.Device.CPU) {
      return "CPU provider, as asked";
    }
    String reason;
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      reason = "this build of ONNX Runtime has no CUDA";
    } else {
      try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(FIRST_GPU)) {
        cuda.add("use_tf32", "0"); // ten bits of mantissa would part from what the CPU gives
        options.addCUDA(cuda);
        return "CUDA provider, "
            + (device == SegmenterOptions.Device.CUDA ? "as asked" : "a GPU answers");
      } catch (OrtException e) {
        reason = "no GPU answers: " + e.getMessage();
      }
    }
    if (device == SegmenterOptions.Device.CUDA) {
      throw InvalidInputException.in(
          file,
          ("cannot be computed on a GPU: %s. Build with -Ponnx-gpu on a machine with an NVIDIA"
                  + " GPU, CUDA 12 and cuDNN 9, or take the device cpu")
              .formatted(reason));
    }
    return "CPU provider: " + reason;
  }

  private static long[] inputShape(OrtSession session, Path file) throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    if (!inputs.keySet().equals(Set.of(OnnxExport.INPUT))) {
      throw foreign(file, "the input image", "the inputs " + inputs.keySet());
    }
    long[] shape = shape(inputs.get(OnnxExport.INPUT));
    if (shape.length != 4 || shape[1] != 3 && shape[1] != FREE) {
      throw foreign(file, "the input image of batch x 3 x height x width floats", describe(shape));
    }
    NodeInfo output = session.getOutputInfo().get(OnnxExport.output(0));
    if (output == null) {
      throw foreign(file, "the output out0", "the outputs " + session.getOutputNames());
    }
    long[] prediction = shape(output);
    if (prediction.length != 4 || prediction[1] != 1 && prediction[1] != FREE) {
      throw foreign(
          file, "the output out0 of batch x 1 x height x width floats", describe(prediction));
    }
    return shape;
  }

  /** Returns the sides of a float tensor; none for another type. */
  private static long[] shape(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT
        ? tensor.getShape()
        : new long[0];
  }

  private static String describe(long[] shape) {
    return shape.length == 0
        ? "one of another type"
        : Arrays.toString(shape).replace("-1", "free").replace(", ", " x ");
  }

  private static InvalidInputException foreign(Path file, String expected, String found) {
    return InvalidInputException.in(
        file,
        "is the model of another network: expected %s; found %s"
            .formatted(expected, PlainText.excerpt(found)));
  }

  /** Checks a batch against the sides that the model fixes. */
  void requireUsable(int count, Size size) {
    BcsNet.requireUsable(size);
    if (!fits(inputShape[0], count)) {
      throw new InvalidInputException(
          "%s: was exported for batches of %d; found %d images"
              .formatted(source, inputShape[0], count));
    }
    if (!fits(inputShape[2], size.height()) || !fits(inputShape[3], size.width())) {
      throw new InvalidInputException(
          "%s: was exported for images of %dx%d (height x width); found %s"
              .formatted(source, inputShape[2], inputShape[3], size));
    }
  }

  private static boolean fits(long side, int length) {
    return side == FREE || side == length;
  }

  /** The file that messages name. */
  String source() {
    return source;
  }

  OrtSession session() {
    return session;
  }

  String engine() {
    return engine;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(source + ": ONNX Runtime cannot free its session", e);
    }
  }
}
