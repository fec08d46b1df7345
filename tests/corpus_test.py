#!/usr/bin/env python3
"""The corpus is valid by its own validator, and the scorer gives full marks to the annotation itself."""
import glob
import json
import os
import subprocess
import sys
import tempfile
import unittest

CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpus")


class Corpus(unittest.TestCase):
    def test_every_passage_is_valid(self):
        paths = sorted(glob.glob(os.path.join(CORPUS, "passages", "*.jsonl")))
        self.assertGreater(len(paths), 0)
        done = subprocess.run([sys.executable, os.path.join(CORPUS, "check.py"), *paths], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout[-2000:])

    def test_the_annotation_scores_one_against_itself(self):
        with tempfile.TemporaryDirectory() as work:
            spans, path = os.path.join(work, "spans.jsonl"), os.path.join(CORPUS, "passages", "x1.jsonl")
            subprocess.run([sys.executable, os.path.join(CORPUS, "check.py"), "--spans", spans, path], check=True, capture_output=True)
            done = subprocess.run([sys.executable, os.path.join(CORPUS, "score.py"), path, spans, "--json"], capture_output=True, text=True)
            figures = json.loads(done.stdout)
        for name in ("event", "tuple", "mention", "coreference", "claim content"):
            self.assertEqual(figures[name]["f1"], 1.0, name)


if __name__ == "__main__":
    unittest.main()
