WITH first_instrument AS (
  SELECT
    registered.person_id,
    registered.registered_late,
    ROW_NUMBER() OVER (
      PARTITION BY registered.person_id
      ORDER BY registered.starts_on NULLS LAST, registered.activity_id NULLS LAST, registered.delivery_id NULLS LAST
    ) AS nth
  FROM instrument_registration AS registered
  INNER JOIN cohort
    ON cohort.person_id = registered.person_id
  WHERE
    cohort.exit_on IS NULL OR registered.starts_on <= cohort.exit_on
)
SELECT
  compared.person_id,
  persons.client_number,
  compared.in_both,
  compared.local,
  compared.central,
  compared.fully_observed,
  CASE
    WHEN NOT compared.in_both OR compared.local = compared.central
    THEN NULL
    WHEN compared.local = 'left'
    THEN 'end_registered_late'
    WHEN compared.central = 'left'
    THEN 'interruption_in_central'
    WHEN compared.central = 'exempt'
    THEN 'end_not_taken_over'
    WHEN compared.local = 'exempt' AND obligation.found_in = 'file_study'
    THEN 'found_in_file_study'
    WHEN compared.local = 'exempt'
    THEN 'not_taken_over_in_time'
    WHEN compared.local = 'B'
    THEN 'instrument_without_plan'
    WHEN NOT instrument.event_in_time
    THEN 'plan_without_instrument'
    WHEN received.event_in_time
    THEN 'delivered_not_processed'
    WHEN first_instrument.registered_late
    THEN 'registered_after_due_date'
    ELSE 'not_in_any_delivery'
  END AS detail
FROM local_and_central AS compared
LEFT JOIN persons
  ON persons.person_id = compared.person_id
LEFT JOIN obligation
  ON obligation.person_id = compared.person_id
LEFT JOIN reconciliation_instrument AS instrument
  ON instrument.person_id = compared.person_id
LEFT JOIN reconciliation_received AS received
  ON received.person_id = compared.person_id
LEFT JOIN first_instrument
  ON first_instrument.person_id = compared.person_id AND first_instrument.nth = 1
