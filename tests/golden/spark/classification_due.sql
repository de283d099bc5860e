WITH moment AS (
  SELECT
    person_id,
    starts_on AS supported_from,
    '' AS classification_id,
    spell_id AS subject,
    starts_on AS begins_on,
    starts_on + 4 * 7 AS due_on,
    ends_on AS ended_on
  FROM support_period
  UNION ALL
  SELECT
    period.person_id,
    period.starts_on AS supported_from,
    scaled.classification_id,
    scaled.classification_id AS subject,
    GREATEST(scaled.starts_on, period.starts_on) AS begins_on,
    CAST(scaled.starts_on + 12 * INTERVAL '1' MONTH AS DATE) AS due_on,
    period.ends_on AS ended_on
  FROM support_period AS period
  INNER JOIN classifications AS scaled
    ON scaled.person_id = period.person_id
    AND scaled.scale IN (
      'phase',
      'ladder_amsterdam_2006',
      'ladder_utrecht_2007',
      'ladder_utrecht_2009',
      'participation_ladder'
    )
    AND NOT scaled.value IN ('unassigned', 'undetermined', 'unknown')
    AND COALESCE(scaled.starts_on < period.ends_on, TRUE)
    AND COALESCE(scaled.ends_on > period.starts_on, TRUE)
  WHERE
    NOT scaled.starts_on IS NULL
), term AS (
  SELECT
    person_id,
    subject,
    begins_on,
    GREATEST(begins_on, due_on - 14) AS asked_from,
    due_on,
    LEAD(begins_on) OVER (
      PARTITION BY person_id, supported_from
      ORDER BY begins_on NULLS LAST, classification_id NULLS LAST
    ) AS settled_on,
    ended_on
  FROM moment
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
