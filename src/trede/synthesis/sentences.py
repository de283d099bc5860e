"""What is written in a made-up dossier: short Dutch sentences, about nobody.

Sentences that depend on something (the type of trajectory, the kind of contact) stand in groups of
one size, so that a sentence is found by the place of its group and its place within.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from trede.synthesis.randomness import Whole, choose

Groups = Sequence[Sequence[str]]


def written(random: np.random.Generator, groups: Groups, group: Whole) -> pa.Array:
    """Draw for every row a sentence of its group; empty where the group is negative.

    The sentences are written out by :func:`trede.synthesis.versions.finish`; until then a row
    holds the place of its sentence, which is quick to copy.
    """
    size = len(groups[0])
    sentences = [sentence for each in groups for sentence in each]
    within = choose(random, np.ones(size), len(group))
    place = np.where(group < 0, 0, group * size + within).astype(np.int16)
    places = pa.array(place, pa.int16(), mask=group < 0)
    return pa.DictionaryArray.from_arrays(places, pa.array(sentences))


def said(sentences: Sequence[str], place: Whole) -> pa.Array:
    """Return for every row the sentence at a place; empty where the place is negative."""
    places = pa.array(place.astype(np.int16), pa.int16(), mask=place < 0)
    return pa.DictionaryArray.from_arrays(places, pa.array(sentences))


WISHES: Groups = (
    (
        "Ik wil snel weer aan het werk, het maakt niet veel uit wat.",
        "Ik wil weer een vast ritme en eigen geld verdienen.",
        "Ik wil laten zien wat ik kan.",
    ),
    (
        "Ik zoek werk in de buurt, het liefst in een winkel.",
        "Ik wil werken in de logistiek, ook in ploegen.",
        "Ik wil terug naar het vak dat ik eerder deed.",
    ),
    (
        "Ik wil een diploma halen waar ik werk mee vind.",
        "Ik wil beter Nederlands leren en dan in de zorg werken.",
        "Ik wil een rijbewijs en een vakopleiding.",
    ),
    (
        "Ik wil werken, maar met iemand die meekijkt.",
        "Ik wil rustig beginnen, met een paar uur per dag.",
        "Ik wil op een plek werken waar ze weten wat ik heb.",
    ),
    (
        "Ik wil weer onder de mensen komen.",
        "Ik wil eerst mijn schulden op orde hebben.",
        "Ik wil vrijwilligerswerk doen in de buurt.",
    ),
)
"""Own wishes of clients, by type of trajectory."""

MOTIVES: Groups = (
    (
        "De cliënt kan meteen werken en heeft vooral ritme nodig.",
        "Na lang thuiszitten is wennen aan werk de eerste stap.",
        "Tijdens het werk blijkt wat de cliënt kan.",
    ),
    (
        "De cliënt heeft recente ervaring; bemiddeling is de kortste weg.",
        "Er zijn vacatures die passen bij ervaring en reisafstand.",
        "Een lichter middel volstaat: hulp bij het zoeken.",
    ),
    (
        "Zonder startkwalificatie is blijvend werk niet haalbaar.",
        "De taal staat werk in de weg; scholing gaat voor.",
        "In dit vak zijn mensen nodig en de cliënt kan het aan.",
    ),
    (
        "De cliënt kan werken, maar niet zonder begeleiding op de werkplek.",
        "Een gewone werkplek bleek eerder te zwaar.",
        "Met aanpassingen is werk mogelijk.",
    ),
    (
        "Werk is nu niet haalbaar; meedoen is de eerste stap.",
        "Eerst moet de situatie thuis rustiger worden.",
        "Het netwerk van de cliënt is klein; activering helpt.",
    ),
)
"""Why a way was chosen, by type of trajectory."""

FITS: Groups = (
    (
        "Past bij de belastbaarheid; instapwerk is er genoeg in de regio.",
        "De cliënt kan hele dagen werken; vraag naar productiewerk.",
    ),
    (
        "Past bij de werkervaring; veel vraag in detailhandel en logistiek.",
        "Reistijd is te doen; werkgevers in de regio zoeken mensen.",
    ),
    (
        "Leren gaat de cliënt goed af; in dit vak zijn tekorten.",
        "Past bij opleiding en niveau; kans op werk na afloop is goed.",
    ),
    (
        "Past bij de medische beperkingen; enkele werkgevers bieden zo'n plek.",
        "Halve dagen zijn haalbaar; passende plekken zijn beperkt.",
    ),
    (
        "Past bij wat de cliënt nu aankan; betaald werk komt later.",
        "Twee dagdelen per week is haalbaar; de arbeidsmarkt is nog ver weg.",
    ),
)
"""How it fits the client's possibilities and the labour market, by type of trajectory."""

EXPECTED_RESULTS: Groups = (
    ("Binnen zes maanden een betaalde baan.", "Na drie maanden klaar voor bemiddeling."),
    ("Binnen drie maanden een betaalde baan.", "Binnen een half jaar werk voor ten minste 24 uur."),
    ("Diploma binnen een jaar, daarna werk.", "Taalniveau A2 binnen negen maanden."),
    ("Binnen een jaar werk met begeleiding.", "Een proefplaatsing binnen zes maanden."),
    ("Binnen een jaar een trede hoger.", "Binnen een half jaar wekelijks actief in de buurt."),
)
"""What is expected, by type of trajectory."""

REFUSALS: Groups = (
    (
        "Ik wil eerst met mijn bewindvoerder overleggen.",
        "Ik vind het te veel uren.",
        "Ik ben het niet eens met dit doel.",
        "De reistijd is mij te lang.",
    ),
)

CONTACT_SUMMARIES: Groups = (
    (
        "Situatie besproken; rechten en plichten uitgelegd.",
        "Kennisgemaakt; vervolgafspraak gemaakt.",
        "Gesproken over werk, gezondheid en thuis.",
    ),
    (
        "Voortgang besproken; het traject loopt volgens plan.",
        "Cliënt komt trouw, maar vindt het zwaar.",
        "Het gaat de goede kant op; uren worden uitgebreid.",
    ),
    (
        "Met het bedrijf en de cliënt de voortgang besproken.",
        "Afspraken gemaakt over aanwezigheid en begeleiding.",
        "Vervolg besproken; het bedrijf zoekt een werkplek.",
    ),
    (
        "Gebeld over de stand van zaken; geen bijzonderheden.",
        "Cliënt meldt zich ziek; belt volgende week terug.",
        "Gebeld over een vacature; cliënt gaat reageren.",
    ),
    (
        "Heronderzoek gehouden; de gegevens kloppen.",
        "Heronderzoek gehouden; de woonsituatie is gewijzigd.",
        "Ontheffing opnieuw bekeken; nog steeds nodig.",
    ),
    (
        "Werk bevalt; werkgever is tevreden.",
        "Contract wordt waarschijnlijk verlengd.",
        "Werk is wennen; over een maand weer bellen.",
    ),
)
"""What was said, by kind of contact (:data:`trede.synthesis.contacts.CONTACT_KINDS`)."""

PURPOSES: Groups = (
    ("Kennismaken en plan bespreken.", "Situatie bespreken."),
    ("Voortgang van het traject bespreken.", "Vervolgstappen bespreken."),
    ("Driegesprek over de voortgang met het bedrijf.", "Driegesprek over het vervolg."),
    ("Bellen over de stand van zaken.", "Bellen over een vacature."),
    ("Heronderzoek.", "Ontheffing opnieuw bekijken."),
    ("Nazorg: hoe gaat het op het werk?", "Nazorg: contract en uren bespreken."),
)
"""What an appointment is about, by kind of contact."""

ABSENCES: Groups = (
    ("Ziek gemeld.", "Afspraak in het ziekenhuis.", "Kind ziek.", "Bus reed niet."),
    ("Niet verschenen, niet bereikbaar.", "Verslapen.", "Niet verschenen.", "Vergeten."),
)
"""Why a client was absent: with notice, and without."""

EVIDENCE: Groups = (
    ("Medisch advies van de keuringsarts.", "Brief van de behandelaar."),
    ("Gesprek en huisbezoek.", "Verslag van het wijkteam."),
    ("Dossieronderzoek en gesprek.", "Rapport van het assessment."),
    ("Uittreksel uit de basisregistratie.", "Verklaring van de cliënt."),
)
"""What an exemption rests on: medical, social, distance to work, care of a child and other."""

BREACHES: Groups = (
    ("Zes maanden geen gesprek gevoerd.", "Geen contact sinds het vorige gesprek."),
    ("Ontheffing is niet opnieuw bekeken.", "Termijn van het heronderzoek verstreken."),
    ("Traject is voorbij, geen vervolg vastgelegd.", "Eindverslag ontvangen, geen vervolg."),
    ("Voortgangsverslag van het bedrijf ontbreekt.", "Verslag is over tijd."),
    ("Niet verschenen bij het traject.", "Drie keer niet verschenen zonder bericht."),
    ("Inkomsten uit werk niet opgegeven.", "Wijziging in het huishouden niet gemeld."),
    ("Inkomstenformulier niet ingeleverd.", "Gevraagde bewijsstukken ontbreken."),
)
"""What was seen, by rule (:data:`trede.synthesis.enforcement.RULES`)."""

FINDINGS: Groups = (
    (
        "Signaal klopt; besproken met de cliënt.",
        "Signaal klopt; cliënt had geen goede reden.",
        "Verklaring van de cliënt is aannemelijk.",
        "Gegevens waren verouderd; aangepast.",
    ),
)

SANCTION_MOTIVES: Groups = (
    (
        "Eerste keer; het laagste percentage volstaat.",
        "Tweede keer binnen een jaar.",
        "De cliënt wist dat melden moest.",
        "Rekening gehouden met kinderen in het gezin.",
        "De kans op werk is hierdoor verloren gegaan.",
    ),
)

OTHER_THAN_PROPOSED: Groups = (
    (
        "In gesprek bleek meer mogelijk dan het voorstel.",
        "Gezondheid weegt zwaarder dan in het voorstel.",
        "Op verzoek van de cliënt, na overleg.",
    ),
)
"""Why another value was chosen than the rules proposed."""
