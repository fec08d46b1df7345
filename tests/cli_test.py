#!/usr/bin/env python3
"""Runs the dateline binary as a user does.

usage: cli_test.py BINARY
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
BINARY = os.path.join(ROOT, "build/release/dateline")
EXAMPLES = os.path.join(ROOT, "examples")


def run(*args, stdin=None):
    done = subprocess.run([BINARY, *args], input=stdin, capture_output=True)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class Fixture(unittest.TestCase):
    def setUp(self):
        self.work = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.work)

    def file(self, name, content):
        path = os.path.join(self.work, name)
        with open(path, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        return path

    def records(self, *args, stdin=None):
        code, out, err = run("code", "--to", "jsonl", *args, stdin=stdin)
        return code, [json.loads(line) for line in out.splitlines()], err


class Commands(Fixture):
    def test_help_teaches(self):
        for args in (["--help"], ["code", "--help"], ["extract", "--help"]):
            code, out, _ = run(*args)
            self.assertEqual(code, 0)
            self.assertIn("Examples:", out)

    def test_wrong_usage_is_two(self):
        for args in ([], ["cook"], ["code", "--to", "xml"], ["code", "--published", "soon", "-"]):
            self.assertEqual(run(*args)[0], 2, args)

    def test_doctor_finds_everything_in_place(self):
        code, out, err = run("doctor")
        self.assertEqual(code, 0, out + err)
        self.assertNotIn("FAIL", out)

    def test_a_page_becomes_a_table_a_person_can_read(self):
        code, out, err = run("code", os.path.join(EXAMPLES, "harbour-talks.html"))
        self.assertEqual((code, err), (0, ""))
        self.assertIn("Ghana and Togo reopen harbour talks", out)
        self.assertIn("CONSULT", out)
        self.assertIn("*met*", out)
        self.assertNotIn("\033", out)
        self.assertNotIn("Black Stars", out)

    def test_records_point_into_the_text(self):
        code, docs, err = self.records(os.path.join(EXAMPLES, "reports.jsonl"))
        self.assertEqual((code, err), (0, ""))
        self.assertEqual([d["id"] for d in docs], ["ex-1", "ex-2", "ex-3"])
        for d in docs:
            text = d["text"]
            ids = {m["id"] for m in d["mentions"]}
            for m in d["mentions"]:
                self.assertEqual(text[slice(*m["span"])], m["text"])
                self.assertTrue(m["same_as"] == "" or m["same_as"] in ids)
                self.assertTrue(m["entity"] == "" or m["entity"] in d["entities"])
            self.assertTrue(d["events"])
            for e in d["events"]:
                self.assertTrue(e["sentence"][0] <= e["trigger"][0] < e["trigger"][1] <= e["sentence"][1])
                for role in ("actor", "recipient", "place", "source"):
                    self.assertLessEqual(set(e[role]), ids)

    def test_spans_count_code_points(self):
        text = "“Ōno” – 日本 – 😀. Police in Nairobi arrested nine protesters on Monday."
        line = json.dumps({"id": "u", "text": text, "published": "2031-06-12"}) + "\n"
        code, docs, _ = self.records("--from", "jsonl", "-", stdin=line.encode())
        self.assertEqual(code, 0)
        self.assertEqual(docs[0]["text"], text)
        self.assertIn("arrested", [text[slice(*e["trigger"])] for e in docs[0]["events"]])

    def test_the_number_of_threads_changes_nothing(self):
        paths = [os.path.join(EXAMPLES, n) for n in ("reports.jsonl", "harbour-talks.html", "ridge-truce.txt")]
        one = run("code", "--to", "jsonl", "--threads", "1", *paths)
        four = run("code", "--to", "jsonl", "--threads", "4", *paths)
        self.assertEqual(one, four)

    def test_standard_input_is_the_default(self):
        code, docs, _ = self.records("--published", "2031-06-12", stdin=b"Police arrested nine protesters in Nairobi on Monday.")
        self.assertEqual(code, 0)
        self.assertEqual(docs[0]["published"], "2031-06-12")

    def test_output_file(self):
        target = os.path.join(self.work, "out.jsonl")
        code, out, _ = run("code", "--to", "jsonl", "-o", target, os.path.join(EXAMPLES, "reports.jsonl"))
        self.assertEqual((code, out), (0, ""))
        with open(target, encoding="utf-8") as f:
            self.assertEqual(len(f.readlines()), 3)
        code, _, err = run("code", "-o", os.path.join(self.work, "no", "out"), os.path.join(EXAMPLES, "reports.jsonl"))
        self.assertEqual(code, 1)
        self.assertIn("cannot write", err)


class BadInput(Fixture):
    good = json.dumps({"id": "good", "text": "Police arrested nine protesters in Nairobi on Monday."})

    def check_one_error(self, path, *more, documents=1):
        """A bad input is one line that names it, exit code 1, and the good input is coded all the same."""
        good = self.file("good.jsonl", self.good + "\n")
        code, docs, err = self.records(path, good, *more)
        self.assertEqual(code, 1, err)
        self.assertEqual(len(docs), documents, err)
        self.assertIn("good", [d["id"] for d in docs])
        self.assertEqual(len(err.strip().splitlines()), 1, err)
        self.assertIn(os.path.basename(path), err)

    def test_missing_file(self):
        self.check_one_error(os.path.join(self.work, "nowhere.txt"))

    def test_empty_file(self):
        self.check_one_error(self.file("empty.txt", ""))

    def test_empty_folder(self):
        folder = os.path.join(self.work, "folder")
        os.mkdir(folder)
        self.check_one_error(folder)

    def test_binary(self):
        self.check_one_error(self.file("program", bytes(range(256)) * 40))

    def test_invalid_utf8_in_a_record(self):
        self.check_one_error(self.file("bad.jsonl", b'{"id":"x","text":"caf\xe9 \xff\xfe"}\n' + self.good.replace("good", "second").encode() + b"\n"), documents=2)

    def test_a_broken_line_among_good_ones(self):
        lines = [self.good.replace("good", "a"), '{"id": "b", "text": ', self.good.replace("good", "c")]
        self.check_one_error(self.file("some.jsonl", "\n".join(lines) + "\n"), documents=3)

    def test_a_line_of_fifty_megabytes(self):
        path = self.file("huge.jsonl", b'{"id":"x","text":"' + b"a " * 25_000_000 + b'"}\n' + self.good.replace("good", "after").encode() + b"\n")
        self.check_one_error(path, documents=2)


if __name__ == "__main__":
    if len(sys.argv) > 1 and os.path.exists(sys.argv[1]):
        BINARY = os.path.abspath(sys.argv.pop(1))
    unittest.main()
