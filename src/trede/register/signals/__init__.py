"""What asks for attention, for whom, by when and why.

The rules stand in the library of measures (``measures/library/signals``): one per signal, with one
row per client and subject. The worklist shows the rows whose state is ``open`` or ``late`` as of
today; the measures of that family count the same rows.

Declarations (``declarations``), from ``signals.toml``:
    ``declared()`` -> ``{rule: Declaration}``, in the order of the file. A ``Declaration`` has
    ``rule``, ``group``, ``domain`` (income or work), ``step`` (the step that settles it),
    ``names_subject`` (whether the step is told what it is about), ``parameters`` (names),
    ``measures`` (``in_time`` and ``open``: names of measures), ``valid_from``, ``source``,
    ``titles``, ``tasks``, ``reasons`` (each ``{"nl": .., "en": ..}``), and in the user's language
    ``title``, ``task`` (what is to be done, one short sentence) and ``group_title``.
    ``GROUPS`` are the groups for the filter, in order: intake, closed_approach, plan, contact,
    exemption, aftercare, enforcement, providers; ``group_title(group)``; ``rules_of(group)``.

Settings (``settings``), the municipality's own terms laid over the shipped ones:
    ``settings_on(day)`` -> ``Settings`` with ``rules`` (the signals that are on), ``values``
    (``{parameter: text}`` that differ from the default) and ``parameters`` (every parameter of the
    rules with its value). Hand ``settings_on(day).values`` to a measure as the dossier's settings,
    then figure and worklist agree. ``lay_down(...)`` stores a new ``SignalSetting``.

Projection (``models``), read by lists and pages, never written by them:
    ``Signal``: ``person_id``, ``rule``, ``subject`` (key of the fact it is about), ``since_on``,
    ``due_on``, ``case_manager_id`` (username; empty: nobody), ``team``. Methods:
    ``days_left(today)`` (negative: late), ``is_late(today)``, ``declaration``.
    ``Standing``: one row per person: ``case_manager_id`` (work), ``income_manager_id``, ``team``,
    ``income_team``, ``scheme`` (empty: no benefit), ``on_benefit_since``, ``phase``, ``rung``,
    ``obligation`` (obliged, partially_exempt, fully_exempt), ``last_contact_on``, ``in_caseload``.

Explaining (``explaining``): ``explain_all(signals, today)`` -> ``Explanation``s with ``title``,
    ``task``, ``why`` (a sentence with days and terms filled in), ``source``, ``step``, ``group``,
    ``days_left``, ``is_late``.

Computing (``computing``): ``refresh_client(person_id)`` at the end of every change (it follows the
    journal by itself), ``refresh_all()`` for the nightly run; both write differences only.
"""
