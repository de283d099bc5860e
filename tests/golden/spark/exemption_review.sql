WITH moment AS (
  SELECT
    person_id,
    exemption_id,
    review_on,
    ends_on,
    '' AS contact_id,
    starts_on AS begins_on
  FROM exemptions
  WHERE
    NOT starts_on IS NULL
  UNION ALL
  SELECT
    exemptions.person_id,
    exemptions.exemption_id,
    exemptions.review_on,
    exemptions.ends_on,
    contact.contact_id,
    contact.contact_on AS begins_on
  FROM exemptions
  INNER JOIN held_contact AS contact
    ON contact.person_id = exemptions.person_id
    AND contact.kind = 'reexamination'
    AND contact.contact_on > exemptions.starts_on
    AND COALESCE(contact.contact_on < exemptions.ends_on, TRUE)
), spaced AS (
  SELECT
    *,
    CASE
      WHEN review_on > begins_on
      THEN review_on
      ELSE CAST(begins_on + 12 * INTERVAL '1' MONTH AS DATE)
    END AS due_on,
    LEAD(begins_on) OVER (PARTITION BY exemption_id ORDER BY begins_on NULLS LAST, contact_id NULLS LAST) AS settled_on
  FROM moment
), term AS (
  SELECT
    spaced.person_id,
    spaced.exemption_id AS subject,
    spaced.begins_on,
    GREATEST(spaced.begins_on, spaced.due_on - 28) AS asked_from,
    spaced.due_on,
    spaced.settled_on,
    LEAST(
      MIN(period.ends_on),
      CASE WHEN spaced.ends_on <= CAST(NULL AS DATE) THEN spaced.ends_on END
    ) AS ended_on
  FROM spaced
  LEFT JOIN support_period AS period
    ON period.person_id = spaced.person_id AND period.ends_on > spaced.begins_on
  WHERE
    COALESCE(spaced.due_on < spaced.ends_on, TRUE)
  GROUP BY
    spaced.person_id,
    spaced.exemption_id,
    spaced.begins_on,
    spaced.due_on,
    spaced.settled_on,
    spaced.ends_on
)
SELECT
  term.person_id,
  term.subject,
  term.begins_on,
  term.asked_from,
  term.due_on,
  term.settled_on,
  CASE
    WHEN term.settled_on <= LEAST(term.due_on, term.ended_on)
    THEN 'in_time'
    WHEN term.settled_on <= COALESCE(term.ended_on, term.settled_on)
    THEN 'too_late'
    WHEN term.ended_on <= term.due_on
    THEN 'lapsed'
    WHEN NOT term.ended_on IS NULL
    THEN 'missed'
    WHEN COALESCE(term.due_on < CAST(NULL AS DATE), TRUE)
    THEN 'late'
    WHEN term.asked_from > CAST(NULL AS DATE)
    THEN 'coming'
    ELSE 'open'
  END AS state,
  COALESCE(term.due_on < CAST(NULL AS DATE), TRUE) AS is_due,
  manager.case_manager_id,
  manager.team
FROM term
LEFT JOIN acting_case_manager AS manager
  ON manager.person_id = term.person_id AND manager.domain = 'work'
