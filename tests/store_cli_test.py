#!/usr/bin/env python3
"""Runs ingest, query, export and series as a user does, and breaks the disk under a database.

usage: store_cli_test.py DATELINE STORE_BENCH
What needs the trained model is skipped where there is none, what needs to mount a small disk where that is forbidden.
"""
import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
DATELINE = os.path.join(ROOT, "build/release/dateline")
STORE_BENCH = os.path.join(ROOT, "build/release/bin/store_bench")
COLUMNS = {"gdelt": 61, "icews": 20, "polecat": 40}


def run(*args, stdin=None):
    done = subprocess.run([DATELINE, *args], input=stdin, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


class Fixture(unittest.TestCase):
    def setUp(self):
        self.work = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.work)
        self.db = os.path.join(self.work, "news.db")


class Reading(unittest.TestCase):
    """Over a database of 400 made-up documents."""

    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp()
        cls.db = os.path.join(cls.work, "news.db")
        subprocess.run([STORE_BENCH, cls.db, "400"], check=True, capture_output=True)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.work)

    def test_query_reads_well(self):
        code, out, err = run("query", "--db", self.db, "--limit", "3", "--reports")
        self.assertEqual(code, 0, err)
        self.assertIn("│", out)
        self.assertIn("--limit shows more", err)

    def test_query_filters_the_same_in_every_format(self):
        wish = ["query", "--db", self.db, "--quad", "4", "--since", "2010-01-01", "--status", "actual"]
        code, out, err = run(*wish, "--to", "jsonl")
        self.assertEqual(code, 0, err)
        events = [json.loads(line) for line in out.splitlines()]
        self.assertGreater(len(events), 10)
        self.assertEqual({(e["quad"], e["status"]) for e in events}, {(4, "actual")})
        rows = list(csv.DictReader(io.StringIO(run(*wish, "--to", "csv")[1])))
        self.assertEqual([r["id"] for r in rows], [e["id"] for e in events])
        parquet = os.path.join(self.work, "out.parquet")
        self.assertEqual(run(*wish, "--to", "parquet", "-o", parquet)[0], 0)
        count = run("query", "--db", self.db, "--to", "csv", "--sql", f"SELECT count(*) AS n FROM read_parquet('{parquet}')")[1]
        self.assertEqual(count.split(), ["n", str(len(events))])

    def test_exports_have_their_columns(self):
        for layout, columns in COLUMNS.items():
            code, out, err = run("export", "--db", self.db, "--as", layout)
            self.assertEqual(code, 0, err)
            rows = list(csv.reader(io.StringIO(out)))
            self.assertEqual({len(r) for r in rows}, {columns}, layout)
            self.assertGreater(len(rows), 100)
        folder = os.path.join(self.work, "months")
        self.assertEqual(run("export", "--db", self.db, "--as", "gdelt", "--to", "parquet", "-o", folder, "--by-month")[0], 0)
        self.assertTrue(os.path.isdir(os.path.join(folder, "month=2010-01")))

    def test_series_draws_and_counts(self):
        svg, png = os.path.join(self.work, "s.svg"), os.path.join(self.work, "s.png")
        code, out, err = run("series", "--db", self.db, "--actor", "MMR", "--by", "week", "--svg", svg, "--png", png)
        self.assertEqual(code, 0, err)
        self.assertIn("cooperation", out)
        self.assertTrue(open(svg).read().startswith("<svg"))
        self.assertTrue(open(png, "rb").read().startswith(b"\x89PNG"))
        rows = list(csv.DictReader(io.StringIO(run("series", "--db", self.db, "--actor", "MMR", "--by", "week", "--to", "csv")[1])))
        for r in rows:
            self.assertLessEqual(float(r["events_low"]), float(r["events_high"]))

    def test_wrong_usage_is_two_and_trouble_is_one_line(self):
        for args in (["query"], ["query", "--db", self.db, "--type", "FLIRT"], ["query", "--db", self.db, "--dyad", "MMR"],
                     ["export", "--db", self.db, "--as", "excel"], ["series", "--db", self.db, "--since", "soon"]):
            self.assertEqual(run(*args)[0], 2, args)
        code, out, err = run("query", "--db", "/no/such/file.db")
        self.assertEqual((code, out, err), (1, "", "dateline: /no/such/file.db: no such database\n"))


class BrokenDisk(Fixture):
    def test_a_full_disk_is_one_error_and_whole_batches(self):
        disk = os.path.join(self.work, "disk")
        os.mkdir(disk)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("may not mount a small disk")
        self.addCleanup(subprocess.run, ["umount", disk], capture_output=True)
        db = os.path.join(disk, "news.db")
        first = subprocess.run([STORE_BENCH, db, "1000"], capture_output=True, text=True)
        self.assertEqual(first.returncode, 0, first.stderr)
        full = subprocess.run([STORE_BENCH, db, "60000"], capture_output=True, text=True)
        self.assertEqual(full.returncode, 1)
        self.assertEqual(len(full.stderr.splitlines()), 1, full.stderr)
        self.assertIn("no space left", full.stderr)
        saved = os.path.join(self.work, "saved.db")
        shutil.copy(db, saved)
        if os.path.exists(db + ".wal"):
            shutil.copy(db + ".wal", saved + ".wal")
        for sql, least in (("SELECT count(*) FROM documents", 1000),
                           ("SELECT 1000 + count(*) FROM events WHERE reports <> (SELECT count(*) FROM reports r WHERE r.event = events.id)", 1000)):
            code, out, err = run("query", "--db", saved, "--to", "csv", "--sql", sql)
            self.assertEqual(code, 0, err)
            self.assertGreaterEqual(int(out.split()[-1]), least)

    def test_a_locked_database_is_one_error(self):
        subprocess.run([STORE_BENCH, self.db, "50"], check=True, capture_output=True)
        writer = subprocess.Popen([STORE_BENCH, self.db, "2000000"], stdout=subprocess.DEVNULL)
        try:
            for _ in range(100):
                code, out, err = run("query", "--db", self.db, "--limit", "1")
                if code == 1:
                    break
                time.sleep(0.05)
            self.assertEqual((code, out), (1, ""))
            self.assertEqual(err, f"dateline: {self.db}: in use by another process (PID {writer.pid})\n")
        finally:
            writer.send_signal(signal.SIGKILL)
            writer.wait()
        self.assertEqual(run("query", "--db", self.db, "--limit", "1")[0], 0)


class Ingest(Fixture):
    def setUp(self):
        super().setUp()
        if run("doctor")[0] != 0:
            self.skipTest("no model")
        self.inbox = os.path.join(self.work, "inbox")
        os.mkdir(self.inbox)
        with open(os.path.join(self.inbox, "news.jsonl"), "w") as f:
            for i in range(12):
                f.write(json.dumps({"id": f"n{i}", "published": "2031-06-12", "publisher": f"Paper {i % 3}",
                                    "text": f"Police in Ndola arrested {i + 3} miners on Tuesday after a strike at pit {i // 4}."}) + "\n")
            f.write("this is not JSON\n")

    def count(self, table):
        return int(run("query", "--db", self.db, "--to", "csv", "--sql", f"SELECT count(*) FROM {table}")[1].split()[-1])

    def test_fills_skips_and_keeps_errors(self):
        code, out, err = run("ingest", self.inbox, "--db", self.db)
        self.assertEqual((code, out), (1, ""), err)
        self.assertEqual((self.count("documents"), self.count("document_errors")), (12, 1))
        self.assertGreater(self.count("events"), 0)
        last = json.loads(err.splitlines()[-1])
        self.assertEqual((last["state"], last["documents"], last["failed"]), ("done", 12, 1))
        code, out, err = run("ingest", self.inbox, "--db", self.db)
        last = json.loads(err.splitlines()[-1])
        self.assertEqual((last["documents"], last["skipped"]), (0, 12))
        self.assertEqual((self.count("documents"), self.count("document_errors"), self.count("runs")), (12, 1, 2))

    def test_watches_until_stopped(self):
        watch = subprocess.Popen([DATELINE, "ingest", self.inbox, "--db", self.db, "--watch"], stderr=subprocess.PIPE, text=True)
        time.sleep(4)
        with open(os.path.join(self.inbox, "late.jsonl"), "w") as f:
            f.write(json.dumps({"id": "late", "published": "2031-06-13", "text": "The army left Ndola on Friday."}) + "\n")
        time.sleep(9)
        watch.send_signal(signal.SIGINT)
        err = watch.communicate(timeout=60)[1]
        self.assertEqual(json.loads(err.splitlines()[-1])["documents"], 13, err)
        self.assertEqual(self.count("documents"), 13)


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        DATELINE = os.path.abspath(sys.argv.pop(1))
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        STORE_BENCH = os.path.abspath(sys.argv.pop(1))
    unittest.main()
