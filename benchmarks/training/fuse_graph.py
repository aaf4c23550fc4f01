"""Writes the molecule encoder with ONNX Runtime's fused operators, in float32, half and int8.

    fuse_graph.py WEIGHTS OUT_FOLDER

WEIGHTS is the exported encoder.onnx, or the float32 graph that this script wrote: both hold the same numbers under other
names, so the other two graphs can be made again from the one that comes with Retort. Needs the onnx package (Debian:
python3-onnx). FusedGraphTest compares the written graphs with the golden vectors.

Why by hand: a general optimizer finds the patterns of a BERT layer in an exported graph more or less well; here the layers
are known, so each is written as the four operators that it is (Attention, SkipLayerNormalization, BiasGelu, MatMul).
"""

import argparse
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LAYERS = 4
HEADS = 4
HIDDEN = 256
EPSILON = 1e-12  # of the layer norms, as in BERT
NORM_EPSILON = 1e-6  # under the root of the vector's length, as in training
FUSED = "com.microsoft"
OPSET = 17


def exported_weights(tensors):
    """Weights of the exported graph by our names. Its linear layers lost their names: they count up in order of use."""
    linear = sorted((k for k in tensors if k.startswith("onnx::MatMul_")), key=lambda k: int(k.split("_")[1]))
    embeddings = "m.bert.embeddings."
    weights = {
        "words": tensors[embeddings + "word_embeddings.weight"],
        # There is one token type, so its vector belongs to every place.
        "places": tensors[embeddings + "position_embeddings.weight"] + tensors[embeddings + "token_type_embeddings.weight"][0],
        "norm0_gain": tensors[embeddings + "LayerNorm.weight"],
        "norm0_bias": tensors[embeddings + "LayerNorm.bias"],
        "proj_weight": tensors["m.proj.weight"],
        "proj_bias": tensors["m.proj.bias"],
    }
    for i in range(LAYERS):
        layer = "m.bert.encoder.layer.%d." % i
        query, key, value, out, up, down = (tensors[name] for name in linear[6 * i : 6 * i + 6])
        biases = [tensors[layer + "attention.self.%s.bias" % n] for n in ("query", "key", "value")]
        weights.update({
            "qkv%d_weight" % i: np.concatenate([query, key, value], 1),
            "qkv%d_bias" % i: np.concatenate(biases),
            "out%d_weight" % i: out,
            "out%d_bias" % i: tensors[layer + "attention.output.dense.bias"],
            "mid%d_gain" % i: tensors[layer + "attention.output.LayerNorm.weight"],
            "mid%d_bias" % i: tensors[layer + "attention.output.LayerNorm.bias"],
            "up%d_weight" % i: up,
            "up%d_bias" % i: tensors[layer + "intermediate.dense.bias"],
            "down%d_weight" % i: down,
            "down%d_bias" % i: tensors[layer + "output.dense.bias"],
            "end%d_gain" % i: tensors[layer + "output.LayerNorm.weight"],
            "end%d_bias" % i: tensors[layer + "output.LayerNorm.bias"],
        })
    return weights


def fused_weights(tensors):
    """Weights of a float32 graph with fused operators, by our names."""
    short = {"words": "we", "places": "pe", "norm0_gain": "eg", "norm0_bias": "eb", "proj_weight": "pw", "proj_bias": "pb"}
    for i in range(LAYERS):
        for ours, theirs in {
            "qkv%d_weight": "aw%d", "qkv%d_bias": "ab%d", "out%d_weight": "o%d_w", "out%d_bias": "o%d_b",
            "mid%d_gain": "g1%d", "mid%d_bias": "b1%d", "up%d_weight": "i%d_w", "up%d_bias": "i%d_b",
            "down%d_weight": "d%d_w", "down%d_bias": "d%d_b", "end%d_gain": "g2%d", "end%d_bias": "b2%d",
        }.items():
            short[ours % i] = theirs % i
    return {ours: tensors[ours if ours in tensors else theirs] for ours, theirs in short.items()}


def read_weights(path):
    tensors = {t.name: numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}
    return exported_weights(tensors) if "m.proj.weight" in tensors else fused_weights(tensors)


class GraphWriter:
    """Collects nodes and constants; every method returns the name of what it made."""

    def __init__(self, weights, dtype):
        self.weights = weights
        self.int8 = dtype == "int8"
        self.number = np.float16 if dtype == "half" else np.float32
        self.onnx_number = TensorProto.FLOAT16 if dtype == "half" else TensorProto.FLOAT
        self.nodes = []
        self.constants = []
        self.count = 0

    def constant(self, name, array):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def ints(self, *values):
        return self.constant("ints%d" % len(self.constants), np.array(values, np.int64))

    def weight(self, name):
        return self.constant(name, self.weights[name].astype(self.number))

    def node(self, operator, *inputs, domain="", outputs=None, **attributes):
        self.count += 1
        outputs = outputs or ["%s_%d" % (operator.lower(), self.count)]
        self.nodes.append(helper.make_node(operator, list(inputs), outputs, domain=domain, **attributes))
        return outputs[0] if len(outputs) == 1 else outputs

    def matmul(self, x, name):
        """x times a weight, without its bias, which the operator that follows adds."""
        if not self.int8:
            return self.node("MatMul", x, self.weight(name))
        weight = self.weights[name]
        scale = (np.abs(weight).max(0) / 127).astype(np.float32)  # one scale for each output
        whole = np.clip(np.round(weight / scale), -127, 127).astype(np.int8)
        zero = np.zeros(weight.shape[1], np.int8)
        return self.node(
            "DynamicQuantizeMatMul",
            x,
            self.constant(name, whole),
            self.constant(name + "_scale", scale),
            self.constant(name + "_zero", zero),
            domain=FUSED,
        )

    def embeddings(self):
        words = self.node("Gather", self.weight("words"), "input_ids")
        length = self.node("Slice", self.node("Shape", "input_ids"), self.ints(1), self.ints(2))
        places = self.node("Slice", self.weight("places"), self.ints(0), length)
        return self.node(
            "LayerNormalization",
            self.node("Add", words, places),
            self.weight("norm0_gain"),
            self.weight("norm0_bias"),
            axis=-1,
            epsilon=EPSILON,
        )

    def attention(self, i, x, mask):
        if not self.int8:
            return self.node(
                "Attention", x, self.weight("qkv%d_weight" % i), self.weight("qkv%d_bias" % i), mask,
                domain=FUSED, num_heads=HEADS,
            )
        qkv = self.node("Add", self.matmul(x, "qkv%d_weight" % i), self.weight("qkv%d_bias" % i))
        parts = ["query%d" % i, "key%d" % i, "value%d" % i]
        self.node("Split", qkv, self.ints(HIDDEN, HIDDEN, HIDDEN), outputs=parts, axis=2)
        return self.node("MultiHeadAttention", *parts, "", mask, domain=FUSED, num_heads=HEADS)

    def add_and_norm(self, x, skip, norm, bias):
        return self.node(
            "SkipLayerNormalization",
            x,
            skip,
            self.weight(norm + "_gain"),
            self.weight(norm + "_bias"),
            self.weight(bias),
            domain=FUSED,
            epsilon=EPSILON,
        )

    def layer(self, i, x, mask):
        attended = self.matmul(self.attention(i, x, mask), "out%d_weight" % i)
        middle = self.add_and_norm(attended, x, "mid%d" % i, "out%d_bias" % i)
        up = self.node("BiasGelu", self.matmul(middle, "up%d_weight" % i), self.weight("up%d_bias" % i), domain=FUSED)
        return self.add_and_norm(self.matmul(up, "down%d_weight" % i), middle, "end%d" % i, "down%d_bias" % i)

    def pooled(self, x):
        """The mean over the tokens that are not padding, through a linear layer, scaled to length 1."""
        tokens, axis = self.ints(1), self.ints(2)
        mask = self.node("Unsqueeze", self.node("Cast", "attention_mask", to=self.onnx_number), axis)
        total = self.node("ReduceSum", self.node("Mul", x, mask), tokens, keepdims=0)
        mean = self.node("Div", total, self.node("ReduceSum", mask, tokens, keepdims=0))
        vector = self.node("Gemm", mean, self.weight("proj_weight"), self.weight("proj_bias"), transB=1)
        if self.number == np.float16:
            vector = self.node("Cast", vector, to=TensorProto.FLOAT)
        square = self.node("ReduceSum", self.node("Mul", vector, vector), tokens, keepdims=1)
        length = self.node("Sqrt", self.node("Add", square, self.constant("epsilon", np.array([NORM_EPSILON], np.float32))))
        self.node("Div", vector, length, outputs=["embedding"])

    def write(self, path):
        mask = self.node("Cast", "attention_mask", to=TensorProto.INT32)
        x = self.embeddings()
        for i in range(LAYERS):
            x = self.layer(i, x, mask)
        self.pooled(x)
        tokens = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "sequence"]) for n in ("input_ids", "attention_mask")]
        vectors = [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", HIDDEN])]
        graph = helper.make_graph(self.nodes, "molecule-encoder", tokens, vectors, self.constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=8), str(path))


def check(path, weights):
    """The float32 graph must give back the weights that it was made from."""
    for name, array in read_weights(str(path)).items():
        if not np.array_equal(array, weights[name]):
            raise SystemExit("%s: %s differs" % (path, name))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("weights", help="encoder.onnx, or the fused float32 graph")
    parser.add_argument("folder", type=pathlib.Path, help="where the three graphs go")
    arguments = parser.parse_args()
    weights = read_weights(arguments.weights)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for dtype, name in (("float32", "encoder_fused"), ("half", "encoder_fused_fp16"), ("int8", "encoder_fused_int8")):
        GraphWriter(weights, dtype).write(arguments.folder / (name + ".onnx"))
    check(arguments.folder / "encoder_fused.onnx", weights)


if __name__ == "__main__":
    main()
