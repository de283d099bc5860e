WITH recorded AS (
  SELECT
    person_id,
    value,
    ROW_NUMBER() OVER (
      PARTITION BY person_id
      ORDER BY starts_on ASC NULLS LAST, classification_id NULLS LAST
    ) AS nth
  FROM classifications
  WHERE
    scale = 'work_obligation'
), ranked AS (
  SELECT
    cohort.person_id,
    exemptions.reason,
    exemptions.extent,
    exemptions.medical_examination,
    exemptions.starts_on <= cohort.starts_on
    AND (
      exemptions.ends_on IS NULL OR exemptions.ends_on > cohort.starts_on
    ) AS at_start,
    ROW_NUMBER() OVER (
      PARTITION BY cohort.person_id
      ORDER BY CASE WHEN exemptions.ends_on <= cohort.starts_on THEN 1 ELSE 0 END NULLS LAST, exemptions.starts_on ASC NULLS LAST, exemptions.exemption_id NULLS LAST
    ) AS nth
  FROM cohort
  INNER JOIN exemptions
    ON exemptions.person_id = cohort.person_id
), known AS (
  SELECT
    cohort.person_id,
    ranked.reason,
    ranked.medical_examination,
    COALESCE(
      recorded.value,
      CASE WHEN ranked.at_start AND ranked.extent = 'full' THEN 'fully_exempt' END,
      CASE WHEN ranked.at_start THEN 'partially_exempt' END,
      'unknown'
    ) AS work_obligation
  FROM cohort
  LEFT JOIN recorded
    ON recorded.person_id = cohort.person_id AND recorded.nth = 1
  LEFT JOIN ranked
    ON ranked.person_id = cohort.person_id AND ranked.nth = 1
)
SELECT
  person_id,
  work_obligation,
  CASE WHEN work_obligation IN ('fully_exempt', 'partially_exempt') THEN reason END AS exemption_reason,
  CASE
    WHEN work_obligation IN ('fully_exempt', 'partially_exempt')
    THEN medical_examination
  END AS medical_examination
FROM known
