# Bytes and documents that become objects.
import cPickle  # expect: PYA403
import marshal
import numpy as np
import pickle  # expect: PYA403
import pickle as pk  # expect-alias: PYA403
import pickletools  # silent: PYA403
import shelve  # nosec B403 - the shelf is written by this program # expect-marked: PYA403
import torch
import yaml
from datasets import load_dataset
from multiprocessing.connection import Client, wait
from pickle import loads  # expect: PYA403
from torch import load as torch_load
from yaml import load as yload
import multiprocessing.connection as mpc
import transformers


def objects(data, f):
    pickle.loads(data)  # expect: PYA301
    pk.load(f)  # expect-alias: PYA301
    loads(data)  # expect-alias: PYA301
    pk.Unpickler(f).load()  # expect-alias: PYA301
    map(pickle.loads, f)  # expect-alias: PYA301
    pickle.dumps(data)  # silent: PYA301
    pickle.loads(data)  # nosec B301 - the bytes carry a signature checked above # expect-marked: PYA301

    marshal.loads(data)  # expect: PYA302
    ml = marshal.load
    ml(f)  # expect-alias: PYA302
    marshal.dumps(data)  # silent: PYA302
    marshal.loads(data)  # nosec B302 - reads our own byte code # expect-marked: PYA302

    yaml.load(f)  # expect: PYA506
    yaml.load(f, Loader=yaml.Loader)  # expect: PYA506
    yaml.load(f, yaml.FullLoader)  # expect: PYA506
    yload(f)  # expect-alias: PYA506
    yaml.unsafe_load(f)  # expect: PYA506
    yaml.load(f, Loader=yaml.SafeLoader)  # silent: PYA506
    yaml.load(f, yaml.CSafeLoader)  # silent: PYA506
    yaml.safe_load(f)  # silent: PYA506
    yaml.load(f)  # nosec B506 - the file is part of this package # expect-marked: PYA506

    torch.load(f)  # expect: PYA614
    torch_load(f)  # expect-alias: PYA614
    np.load(f, allow_pickle=True)  # expect-alias: PYA614
    np.load(f)  # silent: PYA614
    torch.load(f, weights_only=True)  # silent: PYA614
    torch.load(f)  # nosec B614 - the model is trained in the same run # expect-marked: PYA614

    load_dataset("x/y")  # expect-alias: PYA615
    transformers.AutoModel.from_pretrained("x/y")  # expect: PYA615
    transformers.AutoModel.from_pretrained("x/y", revision="main")  # expect: PYA615
    transformers.AutoModel.from_pretrained("x/y", revision="5d0f2e8a7c")  # silent: PYA615
    transformers.AutoModel.from_pretrained("./local")  # silent: PYA615
    load_dataset("x/y")  # nosec B615 - a mirror that is frozen # expect-marked: PYA615

    Client(("h", 1))  # expect: PYA910
    mpc.Listener(("h", 1))  # expect-alias: PYA910
    wait([])  # silent: PYA910
    Client(("h", 1))  # nosec PYA910 - both ends are forked by this program # expect-marked: PYA910
