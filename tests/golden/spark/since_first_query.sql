SELECT
  closed_approach.person_id,
  first_query.position AS position_then,
  closed_approach.position AS position_now,
  closed_approach.fully_observed,
  obligation.found_in AS exemption_found_in
FROM closed_approach
INNER JOIN since_first_query_first_query AS first_query
  ON first_query.person_id = closed_approach.person_id
INNER JOIN obligation
  ON obligation.person_id = closed_approach.person_id
