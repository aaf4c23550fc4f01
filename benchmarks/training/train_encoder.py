"""Trains the molecule encoder and exports it to ONNX.

    train_encoder.py DATA_FOLDER OUT_FOLDER [SECONDS]

DATA_FOLDER is what prepare_data.py wrote. Needs PyTorch 2, transformers 5 and a GPU; the encoder that comes with Retort was
trained in 330 s on an H200. Writes vocab.json, encoder.onnx and golden.json; fuse_graph.py makes the graphs that are used.

Five things are learned at once from two spellings of the same molecule, one whole and one with a tenth of its tokens masked:
ECFP4 bits, descriptors, the masked tokens, that the cosine of two molecules is their Tanimoto similarity, and that two
spellings of one molecule are nearer to each other than to any other in the batch.
"""

import collections
import gzip
import json
import math
import pathlib
import random
import re
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as functional
from transformers import BertConfig, BertModel

TOKEN = re.compile(r"\[[^\]]+\]|Br|Cl|%[0-9]{2}|[BCNOPSFIbcnops]|[0-9]|[().=#$:/\\~\-+*]")
MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PAD, UNKNOWN, FIRST, LAST, MASK = range(5)
MOST_TOKENS = 192
LEAST_SEEN = 8  # a token that is rarer has no number
HIDDEN = 256
HELD_OUT = 10_000
BATCH = 1024
BATCHES_A_BLOCK = 32  # batches of molecules of like length are cut from blocks of this many
RATE = 1.2e-3
WARM_UP = 400
MASKED_SHARE = 0.10
SPREAD = 16.0  # the heads read vectors of this length
TEMPERATURE = 0.05
GOLDEN = 16


class Encoder(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.bert = BertModel(
            BertConfig(
                vocab_size=vocabulary,
                hidden_size=HIDDEN,
                num_hidden_layers=4,
                num_attention_heads=4,
                intermediate_size=4 * HIDDEN,
                max_position_embeddings=256,
                type_vocab_size=1,
                hidden_dropout_prob=0.05,
                attention_probs_dropout_prob=0.0,
                pad_token_id=PAD,
            ),
            add_pooling_layer=False,
        )
        self.proj = nn.Linear(HIDDEN, HIDDEN)

    def forward(self, input_ids, attention_mask):
        """Vectors of the tokens, and of the texts with length 1."""
        states = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        vector = self.proj((states * mask).sum(1) / mask.sum(1))
        return states, vector / torch.sqrt((vector * vector).sum(-1, keepdim=True) + 1e-6)


class Heads(nn.Module):
    """What reads the vectors during training, and is thrown away after it."""

    def __init__(self, vocabulary, descriptors):
        super().__init__()
        self.bits = nn.Sequential(nn.Linear(HIDDEN, 1024), nn.GELU(), nn.Linear(1024, 1024))
        self.descriptors = nn.Sequential(nn.Linear(HIDDEN, 512), nn.GELU(), nn.Linear(512, descriptors))
        self.tokens = nn.Linear(HIDDEN, vocabulary)


class Molecules:
    """All the data on the GPU: it is small."""

    def __init__(self, folder):
        with gzip.open(folder / "train.smi.gz", "rt") as file:
            self.spellings = [line.split("\t") for line in file.read().split("\n")]
        seen = collections.Counter(t for four in self.spellings for text in four[:2] for t in TOKEN.findall(text))
        self.vocabulary = MARKS + sorted(t for t, count in seen.items() if count >= LEAST_SEEN)
        self.numbers = {token: i for i, token in enumerate(self.vocabulary)}
        count, views = len(self.spellings), len(self.spellings[0])
        ids = np.zeros((views, count, MOST_TOKENS), np.int16)
        lengths = np.zeros((views, count), np.int32)
        for i, four in enumerate(self.spellings):
            for view, text in enumerate(four):
                tokens = self.encode(text)
                ids[view, i, : len(tokens)] = tokens
                lengths[view, i] = len(tokens)
        order = np.random.permutation(count)
        self.held_out, self.training = order[:HELD_OUT], torch.from_numpy(order[HELD_OUT:]).cuda()
        desc = np.load(folder / "train_desc.npz")["desc"]
        mean, spread = desc[order[HELD_OUT:]].mean(0), desc[order[HELD_OUT:]].std(0) + 1e-6
        self.ids, self.lengths = torch.from_numpy(ids).cuda(), torch.from_numpy(lengths).cuda()
        self.packed = torch.from_numpy(np.load(folder / "train_fp.npz")["fp"]).cuda()
        self.descriptors = torch.from_numpy(np.clip((desc - mean) / spread, -5, 5).astype(np.float32)).cuda()

    def encode(self, text):
        tokens = [self.numbers.get(t, UNKNOWN) for t in TOKEN.findall(text)]
        return [FIRST] + tokens[: MOST_TOKENS - 2] + [LAST]

    def bits(self, rows):
        shift = torch.arange(7, -1, -1, device="cuda", dtype=torch.uint8)
        return ((self.packed[rows].unsqueeze(-1) >> shift) & 1).flatten(1).float()

    def batches(self):
        """Molecules of like length together, in no order."""
        order = self.training[torch.randperm(len(self.training), device="cuda")]
        batches = []
        for block in order.split(BATCH * BATCHES_A_BLOCK):
            batches += list(block[torch.argsort(self.lengths[0][block])].split(BATCH))
        random.shuffle(batches)
        return [b for b in batches if len(b) >= BATCH // 2]

    def pair(self, rows):
        """Two spellings of each molecule, one above the other, and which tokens of the second are masked."""
        one, two = np.random.choice(len(self.ids), 2, replace=False)
        longest = int(max(self.lengths[one][rows].max(), self.lengths[two][rows].max()))
        width = min(MOST_TOKENS, (longest + 7) // 8 * 8)
        tokens = torch.cat([self.ids[one][rows][:, :width], self.ids[two][rows][:, :width]]).long()
        masked = (torch.rand(tokens.shape, device="cuda") < MASKED_SHARE) & (tokens > MASK)
        masked[: len(rows)] = False
        return tokens, masked


def loss_of(encoder, heads, data, rows):
    tokens, masked = data.pair(rows)
    bits, numbers = data.bits(rows), data.descriptors[rows]
    with torch.autocast("cuda", torch.bfloat16):
        states, vectors = encoder(tokens.masked_fill(masked, MASK), (tokens != PAD).long())
        whole, other = vectors[: len(rows)].float(), vectors[len(rows) :].float()
        spread = vectors * SPREAD
        told = functional.binary_cross_entropy_with_logits(heads.bits(spread).float(), torch.cat([bits, bits]))
        measured = functional.smooth_l1_loss(heads.descriptors(spread).float(), torch.cat([numbers, numbers]))
        guessed = functional.cross_entropy(heads.tokens(states[masked]).float(), tokens[masked])
    common, size = bits @ bits.T, bits.sum(1)
    tanimoto = common / (size[:, None] + size[None, :] - common + 1e-6)
    cosine = whole @ other.T
    alike = ((cosine - tanimoto) ** 2).mean()
    same = functional.cross_entropy(cosine / TEMPERATURE, torch.arange(len(rows), device="cuda"))
    return 20 * told + 2 * measured + 0.3 * guessed + 6 * alike + 0.15 * same


def train(encoder, heads, data, seconds):
    parameters = list(encoder.parameters()) + list(heads.parameters())
    groups = [
        {"params": [p for p in parameters if p.ndim > 1], "weight_decay": 0.01},
        {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98), fused=True)
    start, step = time.time(), 0
    while True:
        for rows in data.batches():
            passed = (time.time() - start) / seconds
            if passed > 1:
                return
            # Up in a line, then down along half a cosine to a fiftieth.
            fall = 0.5 * (1 + math.cos(math.pi * passed)) * 0.98 + 0.02
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, (step + 1) / WARM_UP) * fall
            loss = loss_of(encoder, heads, data, rows)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 200 == 0:
                print("step %d, loss %.4f" % (step, loss.item()), flush=True)


class Vectors(nn.Module):
    """The encoder as it is exported: texts' vectors only."""

    def __init__(self, encoder):
        super().__init__()
        self.m = encoder

    def forward(self, input_ids, attention_mask):
        return self.m(input_ids, attention_mask)[1]


def export(encoder, data, out):
    encoder = encoder.cpu().eval()
    encoder.bert.config._attn_implementation = "eager"  # attention in plain operators
    tokens = torch.randint(MASK + 1, len(data.vocabulary), (2, 17))
    axes = {"input_ids": {0: "batch", 1: "sequence"}, "attention_mask": {0: "batch", 1: "sequence"}, "embedding": {0: "batch"}}
    torch.onnx.export(
        Vectors(encoder),
        (tokens, torch.ones_like(tokens)),
        str(out / "encoder.onnx"),
        input_names=["input_ids", "attention_mask"],
        output_names=["embedding"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    golden = []
    for i in data.held_out[:GOLDEN]:
        text = data.spellings[i][0]
        tokens = torch.tensor([data.encode(text)])
        with torch.no_grad():
            vector = encoder(tokens, torch.ones_like(tokens))[1][0]
        golden.append({"smiles": text, "embedding": [round(float(v), 6) for v in vector]})
    (out / "golden.json").write_text(json.dumps(golden))
    (out / "vocab.json").write_text(json.dumps(data.vocabulary))


def main():
    folder, out = map(pathlib.Path, sys.argv[1:3])
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 330
    torch.manual_seed(11)
    np.random.seed(11)
    random.seed(11)
    out.mkdir(parents=True, exist_ok=True)
    data = Molecules(folder)
    encoder = Encoder(len(data.vocabulary)).cuda()
    heads = Heads(len(data.vocabulary), data.descriptors.shape[1]).cuda()
    train(encoder, heads, data, seconds)
    export(encoder, data, out)


if __name__ == "__main__":
    main()
