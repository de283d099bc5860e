WITH seen_to AS (
  SELECT
    person_id,
    CAST(NULL AS STRING) AS participation_id,
    contact_on AS seen_to_on
  FROM held_contact
  UNION ALL
  SELECT
    person_id,
    participation_id,
    held_on AS seen_to_on
  FROM three_way_talks
  WHERE
    NOT held_on IS NULL
)
SELECT
  absences.person_id,
  absences.absence_id,
  absences.kind = 'illness' AS is_illness,
  absences.kind = 'no_show'
  OR (
    absences.kind <> 'illness' AND NOT COALESCE(absences.with_notice, TRUE)
  ) AS is_unexplained,
  absences.reported_on,
  absences.ends_on AS back_on,
  participations.ends_on AS left_on,
  MIN(seen_to.seen_to_on) AS seen_to_on
FROM absences
LEFT JOIN participations
  ON participations.participation_id = absences.participation_id
LEFT JOIN seen_to
  ON seen_to.person_id = absences.person_id
  AND seen_to.seen_to_on >= absences.reported_on
  AND COALESCE(seen_to.participation_id = absences.participation_id, TRUE)
WHERE
  NOT absences.reported_on IS NULL
GROUP BY
  absences.person_id,
  absences.absence_id,
  absences.kind,
  absences.with_notice,
  absences.reported_on,
  absences.ends_on,
  participations.ends_on
