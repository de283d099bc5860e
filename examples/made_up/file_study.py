"""A made-up file study of clients who entered social assistance (the shape of ``iwi-2007``).

Most days lie on or beside a boundary: the anniversary, the 365th day, the exit, the end of the
observation, three and six months. Leap days and birthdays on 29 February are drawn often.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from made_up.drawing import Draw, days_after, months_after
from made_up.writing import Row, dutch, write_properties, write_rows

FILE_COLUMNS = (
    "gemeente;omvang;regio;dossiernummer;geboortedatum;geslacht;huishouden;fase_intake;"
    "cwi_begeleidingsinfo;datum_aanvraag;datum_toekenning;datum_ingang;eerdere_uitkering;"
    "datum_einde_eerdere_uitkering;arbeidsplicht;reden_ontheffing;datum_ontheffing_van;"
    "datum_ontheffing_tot;medische_keuring;belemmeringen;hoogste_diploma;laatst_gewerkt;"
    "trajectbesluit;datum_trajectbesluit;datum_trajectaanbod;traject;datum_trajectstart;"
    "type_traject;work_first_functie;datum_traject_einde;status_traject;uitgestroomd;"
    "datum_uitstroom;uitstroom_zonder_datum;reden_uitstroom;bestemming;contractvorm;"
    "datum_herinstroom"
)
SAMPLE_COLUMNS = (
    "gemeente;omvang;regio;g4;instroom_2004;cluster;bedrijfsverzamelgebouw;dossiers_getrokken;"
    "dossiers_verloren;dossiers_onderzocht"
)
PLACE = ("gemeente", "omvang", "regio")
NEEDED = ("datum_ingang", "fase_intake", "arbeidsplicht", "traject", "uitgestroomd")
PHASES = ("1", "2", "3", "4", "4", "nog niet bepaald", "onbekend")
REASONS = (
    ("werk", "Werk", "Werk", "Werk", "ja"),
    ("Wajong", "Andere uitkering", "Andere uitkering", "Andere uitkering of verhuisd", "nee"),
    ("verhuisd naar andere gemeente", "Persoonlijk", "Andere uitkering", "Overig", "nee"),
    ("niet voldaan aan informatieplicht", "Verwijtbaar", "Verwijtbaar", "Overig", "ja"),
    ("detentie", "Persoonlijk", "Persoonlijk", "Overig", "ja"),
    ("eigen bedrijf begonnen", "Werk", "Werk", "Werk", "ja"),
    ("emigratie naar Verweggistan", "Persoonlijk", "Persoonlijk", "Overig", "ja"),
)
"""Fine exit reasons with their groups; the last two are codes of the municipality's own."""

TYPES = ("Work First", "Bemiddeling", "Scholing", "Begeleid werken", "Maatschappelijk", "onbekend")
STATUSES = (
    "regulier beeindigd, doel gerealiseerd",
    "regulier beeindigd, doel niet gerealiseerd",
    "voortijdig beeindigd, uitgestroomd",
    "voortijdig beeindigd, niet uitgestroomd",
    "loopt nog",
)
OBLIGATIONS = (
    "volledig",
    "volledig",
    "volledig ontheven",
    "volledig ontheven",
    "gedeeltelijk ontheven",
    "onbekend",
)
EXEMPTION_REASONS = ("medisch", "sociaal", "scholing", "geen arbeidsmarktperspectief")
BARRIERS = (
    "psychisch",
    "lichamelijk",
    "taal",
    "schulden",
    "kinderopvang",
    "verslaving",
    "overig",
)
DIPLOMAS = (
    "geen of basisonderwijs",
    "vmbo/mavo",
    "mbo-1",
    "havo/vwo",
    "mbo-2 of hoger",
    "hbo/wo",
    "overig",
    "onbekend",
    "",
)
LAST_WORKED = (
    "werkt parttime naast uitkering",
    "minder dan 1 jaar geleden",
    "1 tot 3 jaar geleden",
    "onbekend",
    "meer dan 3 jaar geleden",
    "nooit gewerkt",
)
HOUSEHOLDS = (
    "alleenstaand",
    "alleenstaande ouder",
    "paar zonder kinderen",
    "paar met kinderen",
)
DESTINATIONS = ("werkgever", "uitzendbureau", "partner", "UWV", "onbekend")
CONTRACTS = ("tijdelijk", "vast", "gesubsidieerd", "anders of onbekend")
MUNICIPALITIES = (
    ("Voorbeeldstad", "Groot", "West"),
    ("Verzonnendam", "Groot", "Noord"),
    ("Nergenshuizen", "Middelgroot", "Oost"),
    ("Bedachtveen", "Klein", "Zuid"),
    ("Schijnbeek", "Klein", "Zuid"),
)


@dataclass(frozen=True)
class Study:
    """What is studied: benefits that start in a period, followed to the end of observation."""

    inflow_from: date
    inflow_to: date
    observed_until: date
    files: int
    reasons: tuple[tuple[str, str, str, str, str], ...] = REASONS

    @property
    def horizon(self) -> date:
        """A day long after everything that is drawn."""
        return months_after(self.observed_until, 9)


@dataclass(frozen=True)
class Benefit:
    """The benefit of one file, with the days around which the rest is drawn."""

    study: Study
    starts_on: date
    exit_on: date | None

    def day(self, draw: Draw) -> date:
        """Return a day that matters to this benefit, or any other."""
        anchors = (
            self.starts_on,
            days_after(self.starts_on, 365),
            months_after(self.starts_on, 3),
            months_after(self.starts_on, 6),
            months_after(self.starts_on, 12),
            self.exit_on,
            self.study.observed_until,
        )
        return draw.near(anchors, days_after(self.starts_on, -30), self.study.horizon)


def write_file_study(folder: Path, study: Study, draw: Draw) -> None:
    """Write the five files of a study."""
    files = [_file(number, study, draw) for number in range(1, study.files + 1)]
    lost = [_lost_file(number, draw) for number in range(1, 4)]
    write_properties(
        folder / "onderzoek.csv",
        {
            "onderzoek": "Verzonnen voorbeeld, geen echt onderzoek",
            "instroom_van": dutch(study.inflow_from),
            "instroom_tot_en_met": dutch(study.inflow_to),
            "einde_waarneming": dutch(study.observed_until),
        },
    )
    write_rows(folder / "dossiers.csv", FILE_COLUMNS.split(";"), files)
    write_rows(folder / "verloren_dossiers.csv", (*PLACE, "dossiernummer"), lost)
    write_rows(folder / "steekproef.csv", SAMPLE_COLUMNS.split(";"), _sample(files, lost))
    reason_columns = (
        "reden_uitstroom",
        "groep_tabel3",
        "groep_keten",
        "groep_figuur15",
        "uit_de_keten",
    )
    reasons = [dict(zip(reason_columns, reason, strict=True)) for reason in study.reasons]
    write_rows(folder / "codes_reden_uitstroom.csv", reason_columns, reasons)


def _file(number: int, study: Study, draw: Draw) -> Row:
    benefit = _benefit(study, draw)
    row = {
        **_place(draw),
        "dossiernummer": f"V{number:04d}",
        **_intake(benefit, draw),
        **_obligation(benefit, draw),
        **_trajectory(benefit, draw),
        **_exit(benefit, draw),
    }
    if draw.chance(0.06):
        for name in draw.some_of(NEEDED, 2):
            row[name] = ""
    return row


def _place(draw: Draw) -> dict[str, str]:
    return dict(zip(PLACE, draw.one_of(MUNICIPALITIES), strict=True))


def _lost_file(number: int, draw: Draw) -> Row:
    return {**_place(draw), "dossiernummer": f"W{number:04d}"}


def _benefit(study: Study, draw: Draw) -> Benefit:
    starts_on = draw.day(study.inflow_from, study.inflow_to)
    if draw.chance(0.4):
        leap_day = date(2004, 2, 29)
        edges = [study.inflow_from, study.inflow_to, days_after(starts_on.replace(day=1), -1)]
        edges += [day for day in (leap_day, date(2003, 3, 1)) if _in(study, day)]
        starts_on = min(max(draw.one_of(edges), study.inflow_from), study.inflow_to)
    if draw.chance(0.45):
        return Benefit(study, starts_on, None)
    exit_on = max(starts_on, Benefit(study, starts_on, None).day(draw))
    return Benefit(study, starts_on, exit_on)


def _in(study: Study, day: date) -> bool:
    return study.inflow_from <= day <= study.inflow_to


def _intake(benefit: Benefit, draw: Draw) -> dict[str, str]:
    starts_on = benefit.starts_on
    birthdays = [months_after(starts_on, -12 * age) for age in (23, 37, 47, 57)]
    birthdays += [date(1964, 2, 29), date(1980, 2, 29)]
    applied_on = draw.day(days_after(starts_on, -40), starts_on)
    ended_on = draw.near(
        (months_after(starts_on, -6), months_after(starts_on, -12)),
        months_after(starts_on, -40),
        days_after(starts_on, -1),
    )
    earlier = draw.one_of(("ja", "nee", "onbekend"))
    phase = draw.one_of(PHASES)
    return {
        "geboortedatum": dutch(draw.near(birthdays, date(1940, 1, 1), date(1985, 12, 31))),
        "geslacht": draw.one_of(("man", "vrouw")),
        "huishouden": draw.one_of(HOUSEHOLDS),
        "fase_intake": phase,
        "cwi_begeleidingsinfo": draw.one_of(("ja", "nee")) if phase == "1" else "n.v.t.",
        "datum_aanvraag": dutch(applied_on),
        "datum_toekenning": dutch(
            draw.near((months_after(applied_on, 3),), applied_on, days_after(applied_on, 120))
        ),
        "datum_ingang": dutch(starts_on),
        "eerdere_uitkering": earlier,
        "datum_einde_eerdere_uitkering": dutch(ended_on) if earlier == "ja" else "",
        "belemmeringen": "|".join(draw.some_of(BARRIERS, 3)),
        "hoogste_diploma": draw.one_of(DIPLOMAS),
        "laatst_gewerkt": draw.one_of(LAST_WORKED),
    }


def _obligation(benefit: Benefit, draw: Draw) -> dict[str, str]:
    obligation = draw.one_of(OBLIGATIONS)
    row = {"arbeidsplicht": obligation}
    if not obligation.endswith("ontheven"):
        return row
    first, last = sorted((benefit.day(draw), benefit.day(draw)))
    reason = draw.one_of(EXEMPTION_REASONS)
    return row | {
        "reden_ontheffing": reason,
        "datum_ontheffing_van": dutch(None if draw.chance(0.1) else first),
        "datum_ontheffing_tot": dutch(None if draw.chance(0.4) else last),
        "medische_keuring": draw.one_of(("ja", "nee")) if reason == "medisch" else "n.v.t.",
    }


def _trajectory(benefit: Benefit, draw: Draw) -> dict[str, str]:
    decision = draw.one_of(("positief", "positief", "negatief", "geen"))
    row = {
        "trajectbesluit": decision,
        "datum_trajectbesluit": "" if decision == "geen" else dutch(benefit.day(draw)),
        "datum_trajectaanbod": dutch(benefit.day(draw)) if draw.chance(0.5) else "",
        "traject": "nee",
    }
    if draw.chance(0.45):
        return row
    started_on, kind = benefit.day(draw), draw.one_of(TYPES)
    status = draw.one_of(STATUSES)
    ended_on = None if status == "loopt nog" else draw.day(started_on, benefit.study.horizon)
    return row | {
        "traject": "ja",
        "datum_trajectstart": dutch(None if draw.chance(0.05) else started_on),
        "type_traject": kind,
        "work_first_functie": "diagnose" if kind == "Work First" else "",
        "datum_traject_einde": dutch(ended_on),
        "status_traject": status,
    }


def _exit(benefit: Benefit, draw: Draw) -> dict[str, str]:
    exit_on = benefit.exit_on
    if exit_on is None:
        return {"uitgestroomd": "nee"}
    reason = draw.one_of(("werk", *(name for name, *_ in benefit.study.reasons)))
    again_on = draw.near((months_after(exit_on, 6),), days_after(exit_on, 1), benefit.study.horizon)
    undated = draw.chance(0.2)
    return {
        "uitgestroomd": "ja",
        "datum_uitstroom": "" if undated else dutch(exit_on),
        "uitstroom_zonder_datum": (
            draw.one_of(("binnen 12 maanden", "na 12 maanden")) if undated else ""
        ),
        "reden_uitstroom": reason,
        "bestemming": draw.one_of(DESTINATIONS),
        "contractvorm": draw.one_of(CONTRACTS) if reason == "werk" else "",
        "datum_herinstroom": dutch(again_on) if draw.chance(0.3) else "",
    }


def _sample(files: list[Row], lost: list[Row]) -> list[Row]:
    sample: list[Row] = []
    for number, (name, size, region) in enumerate(MUNICIPALITIES):
        examined = sum(row["gemeente"] == name for row in files)
        missing = sum(row["gemeente"] == name for row in lost)
        facts = {
            "gemeente": name,
            "omvang": size,
            "regio": region,
            "g4": "ja" if number == 0 else "nee",
            "instroom_2004": str(40 + 7 * number),
            "cluster": "cluster 1" if size == "Klein" else "",
            "bedrijfsverzamelgebouw": "ja" if number % 2 else "nee",
            "dossiers_getrokken": str(examined + missing),
            "dossiers_verloren": str(missing),
            "dossiers_onderzocht": str(examined),
        }
        sample.append(facts)
    return sample
