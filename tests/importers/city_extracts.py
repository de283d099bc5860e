"""A small set of extracts of a city's five systems, complete and without a fault."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import xlsxwriter

from trede.dossier.storage import Dossier
from trede.importers.accounting import ImportLog
from trede.importers.importing import import_extracts
from trede.importers.profiles.amsterdam_2007 import PROFILE

ANNA, BEN, CARLA = "900000107", "900000119", "900000120"
"""Citizen service numbers that pass the eleven test, in the range for tests."""

CODEBOOK = """\
partij A=active P=passive
geslacht M=m V=f
regeling WWB=WWB BB=BB ID=ID
beeindigingsoorzaak ARB=work VRH=removal ONB=unknown
reden MED=medical 57,5=older_than_57_5
omvang volledig=full gedeeltelijk=partial
status Afgerond=completed Lopend=running Afgebroken=broken_off
jn J=yes N=no
trede_client T1=1 T3=3 NNI=unassigned
trede_deelname 2=2 3=3 4=4 O=supporting
soort SCH=training DET=posting STG=internship
dienstverband WWB-DET=posting STAGE=internship ID=id_job BANENPOOL=job_pool
instroom open=open gesloten=closed
opdrachtgever SDA=social_service Maatwerk=work_company
gecontroleerde_status WERK=work UITK=benefit_elsewhere GEEN=none
contractnummer KOSTELOOS=free_trajectory
"""

ROWS: Mapping[str, Mapping[str, str]] = {
    "nus_uitkeringen": {
        "administratienummer": "00000001",
        "sofinummer": ANNA,
        "partij": "A",
        "huishoudnummer": "1",
        "naam": "Bakker, A.",
        "geboortedatum": "29-02-1964",
        "geslacht": "V",
        "regeling": "WWB",
        "datum_aanvraag": "20-12-2004",
        "datum_ingang": "01-01-2005",
        "datum_einde": "",
        "beeindigingsoorzaak": "",
        "bedrag_maand": "842,03",
    },
    "nus_ontheffingen": {
        "ontheffingsnummer": "1",
        "administratienummer": "00000001",
        "reden": "MED",
        "datum_van": "01-03-2005",
        "datum_tot": "31-05-2005",
        "omvang": "volledig",
    },
    "bvs_deelnames": {
        "deelnamenr": "1",
        "bsn": ANNA,
        "contractnummer": "B00001",
        "rib": "De Schakel",
        "trajectnaam": "Sollicitatietraining",
        "trede": "3",
        "datum_start": "01-02-2005",
        "datum_einde": "30-04-2005",
        "status": "Afgerond",
        "resultaat_voldoet_norm": "J",
        "gefiatteerd": "J",
        "bedrag": "1.234,50",
    },
    "m2000_deelnames": {
        "deelnamenummer": "1",
        "administratienummer": "00000001",
        "sofinummer": ANNA,
        "contractnummer": "M00001",
        "soort": "SCH",
        "datum_start": "01-06-2005",
        "datum_einde": "30-09-2005",
        "status": "Afgerond",
        "resultaat_voldoet_norm": "J",
        "gefiatteerd": "J",
    },
    "m2000_facturen": {
        "factuurnummer": "F1",
        "regelnummer": "1",
        "deelnamenummer": "1",
        "omschrijving": "intake",
        "datum": "01-10-2005",
        "bedrag": "200,00",
    },
    "pion_detacheringen": {
        "personeelsnummer": "7",
        "sofinummer": ANNA,
        "dienstverband": "WWB-DET",
        "jaar": "2005",
        "maand": "11",
        "salaris": "1000,00",
        "vakantiegeld": "80,00",
        "onregelmatigheidstoeslag": "0,00",
        "reiskosten": "20,50",
        "stagevergoeding": "0,00",
        "fietsvergoeding": "",
        "gratificatie": "0,00",
    },
    "inleenvergoedingen": {
        "personeelsnummer": "7",
        "inlener": "Inlener 1",
        "dienstverband": "WWB-DET",
        "jaar": "2005",
        "maand": "11",
        "bedrag": "300,00",
    },
    "contracten": {
        "contractnummer": "B00001",
        "contractnaam": "Training",
        "rib": "De Schakel",
        "bedrijvengroep": "Schakelgroep",
        "opdrachtgever": "SDA",
        "systeem": "BVS",
        "categorie": "3. Training",
        "trede": "3",
        "datum_ondertekening": "01-12-2003",
        "instroom": "open",
        "datum_instroom_gesloten": "",
        "norm_behaald": "J",
        "betaald": "J",
        "arbeidsovereenkomst_als_onderdeel": "N",
    },
    "treden": {
        "administratienummer": "00000001",
        "trede": "T3",
        "datum_vanaf": "01-01-2006",
        "datum_tot": "30-06-2006",
    },
    "suwinet_controle": {
        "sofinummer": ANNA,
        "datum_einde_uitkering": "31-12-2005",
        "geregistreerde_oorzaak": "ARB",
        "datum_controle": "30-06-2006",
        "gecontroleerde_status": "WERK",
        "bron": "UWV",
    },
}
"""One faultless row of every file."""

HEADING = ("Nr", "Naam werkgever", "Sofinr", "Naam", "Verslagjaar", "Bedrag", "Datum betaald")
PAYMENT = (1, "Vakwerf", int(ANNA), "Bakker, A.", 2005, 1000.5, date(2005, 5, 3))
SheetCell = str | int | float | date | None


def csv_text(rows: Sequence[Mapping[str, str]]) -> str:
    """Return rows as an export writes them: semicolons and lines of Windows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@dataclass
class City:
    """The extracts of a small city and what came of importing them."""

    folder: Path
    dossier: Path
    codebook: str = CODEBOOK
    payments: list[tuple[SheetCell, ...]] = field(default_factory=lambda: [PAYMENT])

    def has(self, **files: Sequence[Mapping[str, str]]) -> ImportLog:
        """Import the extracts; each row given changes the faultless row of its file."""
        self.folder.mkdir(exist_ok=True)
        for name, faultless in ROWS.items():
            rows = [{**faultless, **row} for row in files.get(name, [{}])]
            self._write(name, csv_text(rows))
        codes = [
            {"lijst": name, "code": code, "betekenis": meaning, "omschrijving": ""}
            for name, *pairs in (line.split() for line in self.codebook.splitlines())
            for code, meaning in (pair.split("=") for pair in pairs)
        ]
        self._write("codeboek", csv_text(codes))
        self._write_sheet()
        return self.imported()

    def imported(self) -> ImportLog:
        """Import the extracts as they stand and return the account of their rows."""
        return import_extracts(PROFILE, self.folder, self.dossier, key=b"k" * 32, replace=True)

    def _write(self, name: str, text: str) -> None:
        (self.folder / f"{name}.csv").write_bytes(text.encode("latin-1"))

    def _write_sheet(self) -> None:
        path = self.folder / "loonkostensubsidies.xlsx"
        with xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy"}) as workbook:
            sheet = workbook.add_worksheet("LKS")
            sheet.write(0, 0, "Overzicht loonkostensubsidies")
            for number, row in enumerate((HEADING, *self.payments), start=4):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell)

    def rows(self, table: str, *columns: str) -> list[tuple[object, ...]]:
        """Return columns of the rows of a table of the dossier."""
        found = Dossier(self.dossier).read(table).to_pylist()
        return [tuple(row[column] for column in columns) for row in found]


def not_used(log: ImportLog) -> list[tuple[str, int, str, str, str | None]]:
    """Return the rows that were not used, and why."""
    return [
        (entry.file, entry.line, entry.verdict, entry.rule, entry.column) for entry in log.not_used
    ]


def untidy(log: ImportLog) -> Counter[tuple[str, str, str]]:
    """Return what was untidy, as far as there was any."""
    return +log.untidy
