WITH assigned AS (
  SELECT
    person_id,
    case_manager_id,
    team,
    role <> 'income' AS for_work,
    role <> 'work' AS for_income,
    ROW_NUMBER() OVER (PARTITION BY person_id, role <> 'income' ORDER BY starts_on DESC, role NULLS LAST) AS nth_for_work,
    ROW_NUMBER() OVER (PARTITION BY person_id, role <> 'work' ORDER BY starts_on DESC, role NULLS LAST) AS nth_for_income
  FROM case_manager_assignments
  WHERE
    COALESCE(ends_on > CAST(NULL AS DATE), ends_on IS NULL)
)
SELECT
  person_id,
  MAX(CASE WHEN for_work AND nth_for_work = 1 THEN case_manager_id END) AS case_manager_id,
  MAX(CASE WHEN for_work AND nth_for_work = 1 THEN team END) AS team,
  MAX(CASE WHEN for_income AND nth_for_income = 1 THEN case_manager_id END) AS income_manager_id,
  MAX(CASE WHEN for_income AND nth_for_income = 1 THEN team END) AS income_team
FROM assigned
GROUP BY
  person_id
