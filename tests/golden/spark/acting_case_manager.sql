SELECT
  person_id,
  'work' AS domain,
  COALESCE(case_manager_id, income_manager_id) AS case_manager_id,
  CASE WHEN case_manager_id IS NULL THEN income_team ELSE team END AS team
FROM current_case_manager
UNION ALL
SELECT
  person_id,
  'income' AS domain,
  COALESCE(income_manager_id, case_manager_id) AS case_manager_id,
  CASE WHEN income_manager_id IS NULL THEN team ELSE income_team END AS team
FROM current_case_manager
