-- absences
SELECT
  absence_id,
  person_id,
  participation_id,
  kind,
  CASE WHEN starts_on <= CAST('2006-02-28' AS DATE) THEN starts_on END AS starts_on,
  CASE WHEN ends_on <= CAST('2006-03-01' AS DATE) THEN ends_on END AS ends_on,
  CASE WHEN reported_on <= CAST('2006-02-28' AS DATE) THEN reported_on END AS reported_on,
  reported_by,
  with_notice,
  explanation,
  recorded_at,
  withdrawn_at,
  source
FROM absences_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    starts_on IS NULL OR starts_on <= CAST('2006-02-28' AS DATE)
  )

-- activities
SELECT
  activity_id,
  person_id,
  plan_id,
  instrument,
  provider_id,
  CASE WHEN starts_on <= CAST('2006-02-28' AS DATE) THEN starts_on END AS starts_on,
  CASE WHEN ends_on <= CAST('2006-03-01' AS DATE) THEN ends_on END AS ends_on,
  recorded_at,
  withdrawn_at,
  source
FROM activities_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    starts_on IS NULL OR starts_on <= CAST('2006-02-28' AS DATE)
  )

-- applications
SELECT
  application_id,
  person_id,
  scheme,
  CASE WHEN applied_on <= CAST('2006-02-28' AS DATE) THEN applied_on END AS applied_on,
  CASE WHEN decided_on <= CAST('2006-02-28' AS DATE) THEN decided_on END AS decided_on,
  CASE
    WHEN decided_on <= CAST('2006-02-28' AS DATE) OR decided_on IS NULL
    THEN decision
  END AS decision,
  CASE
    WHEN decided_on <= CAST('2006-02-28' AS DATE) OR decided_on IS NULL
    THEN spell_id
  END AS spell_id,
  recorded_at,
  withdrawn_at,
  source
FROM applications_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    applied_on IS NULL OR applied_on <= CAST('2006-02-28' AS DATE)
  )

-- appointments
SELECT
  appointment_id,
  person_id,
  kind,
  CASE WHEN agreed_on <= CAST('2006-02-28' AS DATE) THEN agreed_on END AS agreed_on,
  planned_on,
  provider_id,
  purpose,
  CASE WHEN settled_on <= CAST('2006-02-28' AS DATE) THEN settled_on END AS settled_on,
  CASE
    WHEN settled_on <= CAST('2006-02-28' AS DATE) OR settled_on IS NULL
    THEN contact_id
  END AS contact_id,
  recorded_at,
  withdrawn_at,
  source
FROM appointments_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    agreed_on IS NULL OR agreed_on <= CAST('2006-02-28' AS DATE)
  )

-- barriers
SELECT
  person_id,
  barrier,
  CASE WHEN starts_on <= CAST('2006-02-28' AS DATE) THEN starts_on END AS starts_on,
  CASE WHEN ends_on <= CAST('2006-03-01' AS DATE) THEN ends_on END AS ends_on,
  recorded_at,
  withdrawn_at,
  source
FROM barriers_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    starts_on IS NULL OR starts_on <= CAST('2006-02-28' AS DATE)
  )

-- benefit_spells
SELECT
  spell_id,
  person_id,
  household_id,
  party,
  scheme,
  CASE WHEN applied_on <= CAST('2006-02-28' AS DATE) THEN applied_on END AS applied_on,
  CASE WHEN decided_on <= CAST('2006-02-28' AS DATE) THEN decided_on END AS decided_on,
  CASE WHEN starts_on <= CAST('2006-02-28' AS DATE) THEN starts_on END AS starts_on,
  CASE WHEN ends_on <= CAST('2006-03-01' AS DATE) THEN ends_on END AS ends_on,
  undated_end,
  CASE
    WHEN ends_on <= CAST('2006-03-01' AS DATE) OR ends_on IS NULL
    THEN exit_reason
  END AS exit_reason,
  CASE
    WHEN ends_on <= CAST('2006-03-01' AS DATE) OR ends_on IS NULL
    THEN destination
  END AS destination,
  CASE
    WHEN ends_on <= CAST('2006-03-01' AS DATE) OR ends_on IS NULL
    THEN contract_kind
  END AS contract_kind,
  monthly_amount_cents,
  recorded_at,
  withdrawn_at,
  source
FROM benefit_spells_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    starts_on IS NULL OR starts_on <= CAST('2006-02-28' AS DATE)
  )

-- case_manager_assignments
SELECT
  person_id,
  role,
  case_manager_id,
  team,
  CASE WHEN starts_on <= CAST('2006-02-28' AS DATE) THEN starts_on END AS starts_on,
  CASE WHEN ends_on <= CAST('2006-03-01' AS DATE) THEN ends_on END AS ends_on,
  CASE
    WHEN ends_on <= CAST('2006-03-01' AS DATE) OR ends_on IS NULL
    THEN warm_handover
  END AS warm_handover,
  recorded_at,
  withdrawn_at,
  source
FROM case_manager_assignments_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    starts_on IS NULL OR starts_on <= CAST('2006-02-28' AS DATE)
  )

-- classifications
SELECT
  classification_id,
  person_id,
  scale,
  value,
  CASE WHEN starts_on <= CAST('2006-02-28' AS DATE) THEN starts_on END AS starts_on,
  CASE WHEN ends_on <= CAST('2006-03-01' AS DATE) THEN ends_on END AS ends_on,
  reason,
  proposed_value,
  recorded_at,
  withdrawn_at,
  source
FROM classifications_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    starts_on IS NULL OR starts_on <= CAST('2006-02-28' AS DATE)
  )

-- code_groups
SELECT
  list,
  grouping,
  code,
  `group`,
  recorded_at,
  withdrawn_at,
  source
FROM code_groups_all_versions
WHERE
  recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  AND (
    withdrawn_at IS NULL
    OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  )

-- contacts
SELECT
  contact_id,
  person_id,
  CASE WHEN contact_on <= CAST('2006-02-28' AS DATE) THEN contact_on END AS contact_on,
  kind,
  CASE
    WHEN contact_on <= CAST('2006-02-28' AS DATE) OR contact_on IS NULL
    THEN held
  END AS held,
  case_manager_id,
  provider_id,
  summary,
  recorded_at,
  withdrawn_at,
  source
FROM contacts_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    contact_on IS NULL OR contact_on <= CAST('2006-02-28' AS DATE)
  )

-- contracts
SELECT
  contract_id,
  name,
  provider_id,
  signed_by,
  registered_in,
  category,
  rung,
  CASE WHEN signed_on <= CAST('2006-02-28' AS DATE) THEN signed_on END AS signed_on,
  inflow,
  CASE WHEN inflow_closed_on <= CAST('2006-02-28' AS DATE) THEN inflow_closed_on END AS inflow_closed_on,
  norm_met,
  paid,
  includes_employment,
  form,
  starts_on,
  ends_on,
  extensions_allowed,
  extension_months,
  CASE
    WHEN data_agreement_on <= CAST('2006-02-28' AS DATE)
    THEN data_agreement_on
  END AS data_agreement_on,
  personal_data,
  lot_id,
  offer_id,
  recorded_at,
  withdrawn_at,
  source
FROM contracts_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    signed_on IS NULL OR signed_on <= CAST('2006-02-28' AS DATE)
  )

-- costs
SELECT
  cost_id,
  CASE WHEN booked_on <= CAST('2006-02-28' AS DATE) THEN booked_on END AS booked_on,
  amount_cents,
  kind,
  person_id,
  participation_id,
  contract_id,
  description,
  recorded_at,
  withdrawn_at,
  source
FROM costs_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    booked_on IS NULL OR booked_on <= CAST('2006-02-28' AS DATE)
  )

-- diagnoses
SELECT
  diagnosis_id,
  person_id,
  CASE WHEN diagnosed_on <= CAST('2006-02-28' AS DATE) THEN diagnosed_on END AS diagnosed_on,
  kind,
  provider_id,
  finding,
  recorded_at,
  withdrawn_at,
  source
FROM diagnoses_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    diagnosed_on IS NULL OR diagnosed_on <= CAST('2006-02-28' AS DATE)
  )

-- exemptions
SELECT
  exemption_id,
  person_id,
  kind,
  reason,
  extent,
  waives_accepting_work,
  waives_applying,
  waives_cooperating,
  CASE WHEN decided_on <= CAST('2006-02-28' AS DATE) THEN decided_on END AS decided_on,
  CASE WHEN starts_on <= CAST('2006-02-28' AS DATE) THEN starts_on END AS starts_on,
  ends_on,
  medical_examination,
  found_in,
  evidence,
  review_on,
  CASE WHEN taken_over_on <= CAST('2006-02-28' AS DATE) THEN taken_over_on END AS taken_over_on,
  CASE
    WHEN end_taken_over_on <= CAST('2006-02-28' AS DATE)
    THEN end_taken_over_on
  END AS end_taken_over_on,
  recorded_at,
  withdrawn_at,
  source
FROM exemptions_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    starts_on IS NULL OR starts_on <= CAST('2006-02-28' AS DATE)
  )

-- exit_verifications
SELECT
  verification_id,
  person_id,
  CASE WHEN benefit_ended_on <= CAST('2006-02-28' AS DATE) THEN benefit_ended_on END AS benefit_ended_on,
  registered_reason,
  CASE WHEN verified_on <= CAST('2006-02-28' AS DATE) THEN verified_on END AS verified_on,
  verified_status,
  verified_with,
  recorded_at,
  withdrawn_at,
  source
FROM exit_verifications_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    verified_on IS NULL OR verified_on <= CAST('2006-02-28' AS DATE)
  )

-- import_files
SELECT
  file,
  rows_read,
  rows_used,
  rows_excluded,
  rows_rejected,
  recorded_at,
  withdrawn_at,
  source
FROM import_files_all_versions
WHERE
  recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  AND (
    withdrawn_at IS NULL
    OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  )

-- import_quality
SELECT
  file,
  kind,
  `column`,
  rows,
  recorded_at,
  withdrawn_at,
  source
FROM import_quality_all_versions
WHERE
  recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  AND (
    withdrawn_at IS NULL
    OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  )

-- import_rows
SELECT
  file,
  line,
  verdict,
  rule,
  `column`,
  value,
  row_id,
  recorded_at,
  withdrawn_at,
  source
FROM import_rows_all_versions
WHERE
  recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  AND (
    withdrawn_at IS NULL
    OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  )

-- municipalities
SELECT
  municipality_id,
  size_class,
  region,
  is_large_city,
  inflow_before,
  cluster,
  shared_office,
  files_drawn,
  files_lost,
  files_examined,
  recorded_at,
  withdrawn_at,
  source
FROM municipalities_all_versions
WHERE
  recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  AND (
    withdrawn_at IS NULL
    OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  )

-- participations
SELECT
  participation_id,
  person_id,
  contract_id,
  provider_id,
  name,
  kind,
  rung,
  CASE WHEN starts_on <= CAST('2006-02-28' AS DATE) THEN starts_on END AS starts_on,
  CASE WHEN ends_on <= CAST('2006-03-01' AS DATE) THEN ends_on END AS ends_on,
  status,
  meets_norm,
  approved,
  free_of_charge,
  recorded_at,
  withdrawn_at,
  source
FROM participations_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    starts_on IS NULL OR starts_on <= CAST('2006-02-28' AS DATE)
  )

-- payments
SELECT
  payment_id,
  contract_id,
  participation_id,
  person_id,
  term,
  period,
  amount_cents,
  vat_cents,
  CASE WHEN paid_on <= CAST('2006-02-28' AS DATE) THEN paid_on END AS paid_on,
  invoice_line_id,
  recorded_at,
  withdrawn_at,
  source
FROM payments_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    paid_on IS NULL OR paid_on <= CAST('2006-02-28' AS DATE)
  )

-- persons
SELECT
  person_id,
  client_number,
  municipality_id,
  birth_on,
  sex,
  identity_doubt,
  education,
  last_worked,
  previous_spell_ended_on,
  previous_spell,
  intake_information,
  recorded_at,
  withdrawn_at,
  source
FROM persons_all_versions
WHERE
  recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  AND (
    withdrawn_at IS NULL
    OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  )

-- pickups
SELECT
  pickup_id,
  person_id,
  CASE WHEN picked_up_on <= CAST('2006-02-28' AS DATE) THEN picked_up_on END AS picked_up_on,
  recorded_at,
  withdrawn_at,
  source
FROM pickups_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    picked_up_on IS NULL OR picked_up_on <= CAST('2006-02-28' AS DATE)
  )

-- placements
SELECT
  placement_id,
  person_id,
  employer,
  function,
  weekly_hours,
  contract_kind,
  financed_by,
  CASE WHEN starts_on <= CAST('2006-02-28' AS DATE) THEN starts_on END AS starts_on,
  CASE WHEN ends_on <= CAST('2006-03-01' AS DATE) THEN ends_on END AS ends_on,
  CASE WHEN verified_on <= CAST('2006-02-28' AS DATE) THEN verified_on END AS verified_on,
  CASE
    WHEN verified_on <= CAST('2006-02-28' AS DATE) OR verified_on IS NULL
    THEN verified_with
  END AS verified_with,
  recorded_at,
  withdrawn_at,
  source
FROM placements_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    starts_on IS NULL OR starts_on <= CAST('2006-02-28' AS DATE)
  )

-- plans
SELECT
  plan_id,
  person_id,
  status,
  goal,
  CASE WHEN offered_on <= CAST('2006-02-28' AS DATE) THEN offered_on END AS offered_on,
  CASE WHEN drawn_up_on <= CAST('2006-02-28' AS DATE) THEN drawn_up_on END AS drawn_up_on,
  CASE WHEN client_signed_on <= CAST('2006-02-28' AS DATE) THEN client_signed_on END AS client_signed_on,
  CASE
    WHEN municipality_signed_on <= CAST('2006-02-28' AS DATE)
    THEN municipality_signed_on
  END AS municipality_signed_on,
  client_wish,
  motive,
  fit,
  expected_result,
  expected_cost_cents,
  refusal,
  recorded_at,
  withdrawn_at,
  source
FROM plans_all_versions
WHERE
  recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  AND (
    withdrawn_at IS NULL
    OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  )

-- progress_reports
SELECT
  report_id,
  person_id,
  participation_id,
  name,
  due_on,
  CASE WHEN received_on <= CAST('2006-02-28' AS DATE) THEN received_on END AS received_on,
  written_by,
  progress,
  obstacles,
  next_steps,
  advice,
  CASE WHEN answered_on <= CAST('2006-02-28' AS DATE) THEN answered_on END AS answered_on,
  CASE
    WHEN answered_on <= CAST('2006-02-28' AS DATE) OR answered_on IS NULL
    THEN answered_by
  END AS answered_by,
  CASE
    WHEN answered_on <= CAST('2006-02-28' AS DATE) OR answered_on IS NULL
    THEN answer
  END AS answer,
  CASE
    WHEN answered_on <= CAST('2006-02-28' AS DATE) OR answered_on IS NULL
    THEN remark
  END AS remark,
  recorded_at,
  withdrawn_at,
  source
FROM progress_reports_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    received_on IS NULL OR received_on <= CAST('2006-02-28' AS DATE)
  )

-- proposed_plans
SELECT
  proposal_id,
  person_id,
  participation_id,
  CASE WHEN proposed_on <= CAST('2006-02-28' AS DATE) THEN proposed_on END AS proposed_on,
  proposed_by,
  goal,
  steps,
  expected_result,
  duration_weeks,
  weekly_hours,
  CASE WHEN answered_on <= CAST('2006-02-28' AS DATE) THEN answered_on END AS answered_on,
  CASE
    WHEN answered_on <= CAST('2006-02-28' AS DATE) OR answered_on IS NULL
    THEN answered_by
  END AS answered_by,
  CASE
    WHEN answered_on <= CAST('2006-02-28' AS DATE) OR answered_on IS NULL
    THEN answer
  END AS answer,
  CASE
    WHEN answered_on <= CAST('2006-02-28' AS DATE) OR answered_on IS NULL
    THEN remark
  END AS remark,
  recorded_at,
  withdrawn_at,
  source
FROM proposed_plans_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    proposed_on IS NULL OR proposed_on <= CAST('2006-02-28' AS DATE)
  )

-- providers
SELECT
  provider_id,
  name,
  company_group,
  affiliation,
  specialisation,
  place,
  ended_on,
  ended_by,
  successor_id,
  recorded_at,
  withdrawn_at,
  source
FROM providers_all_versions
WHERE
  recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  AND (
    withdrawn_at IS NULL
    OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  )

-- referrals
SELECT
  referral_id,
  person_id,
  contract_id,
  provider_id,
  product_id,
  trajectory_id,
  CASE WHEN referred_on <= CAST('2006-02-28' AS DATE) THEN referred_on END AS referred_on,
  referred_by,
  question,
  desired_start_on,
  motive,
  former_id,
  CASE WHEN answered_on <= CAST('2006-02-28' AS DATE) THEN answered_on END AS answered_on,
  CASE
    WHEN answered_on <= CAST('2006-02-28' AS DATE) OR answered_on IS NULL
    THEN answered_by
  END AS answered_by,
  CASE
    WHEN answered_on <= CAST('2006-02-28' AS DATE) OR answered_on IS NULL
    THEN answer
  END AS answer,
  CASE
    WHEN answered_on <= CAST('2006-02-28' AS DATE) OR answered_on IS NULL
    THEN reason
  END AS reason,
  CASE
    WHEN answered_on <= CAST('2006-02-28' AS DATE) OR answered_on IS NULL
    THEN explanation
  END AS explanation,
  CASE
    WHEN answered_on <= CAST('2006-02-28' AS DATE) OR answered_on IS NULL
    THEN participation_id
  END AS participation_id,
  CASE WHEN recalled_on <= CAST('2006-02-28' AS DATE) THEN recalled_on END AS recalled_on,
  CASE
    WHEN recalled_on <= CAST('2006-02-28' AS DATE) OR recalled_on IS NULL
    THEN recall_reason
  END AS recall_reason,
  recorded_at,
  withdrawn_at,
  source
FROM referrals_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    referred_on IS NULL OR referred_on <= CAST('2006-02-28' AS DATE)
  )

-- sanctions
SELECT
  sanction_id,
  person_id,
  duty,
  culpability,
  signal_id,
  trajectory_kind,
  damage_cents,
  claimed_cents,
  claimed_interest_cents,
  claimed_cost_cents,
  percentage,
  motive,
  proposed_by,
  CASE
    WHEN decided_on <= CAST('2006-02-28' AS DATE) OR decided_on IS NULL
    THEN decided_by
  END AS decided_by,
  CASE WHEN notified_on <= CAST('2006-02-28' AS DATE) THEN notified_on END AS notified_on,
  CASE WHEN proposed_on <= CAST('2006-02-28' AS DATE) THEN proposed_on END AS proposed_on,
  CASE WHEN decided_on <= CAST('2006-02-28' AS DATE) THEN decided_on END AS decided_on,
  CASE
    WHEN decided_on <= CAST('2006-02-28' AS DATE) OR decided_on IS NULL
    THEN decision
  END AS decision,
  CASE
    WHEN decided_on <= CAST('2006-02-28' AS DATE) OR decided_on IS NULL
    THEN amount_cents
  END AS amount_cents,
  applies_from,
  applies_until,
  recorded_at,
  withdrawn_at,
  source
FROM sanctions_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    proposed_on IS NULL OR proposed_on <= CAST('2006-02-28' AS DATE)
  )

-- signals
SELECT
  signal_id,
  person_id,
  rule,
  description,
  CASE WHEN looked_into_on <= CAST('2006-02-28' AS DATE) THEN looked_into_on END AS looked_into_on,
  CASE
    WHEN looked_into_on <= CAST('2006-02-28' AS DATE) OR looked_into_on IS NULL
    THEN finding
  END AS finding,
  CASE WHEN raised_on <= CAST('2006-02-28' AS DATE) THEN raised_on END AS raised_on,
  due_on,
  CASE WHEN handled_on <= CAST('2006-02-28' AS DATE) THEN handled_on END AS handled_on,
  CASE
    WHEN handled_on <= CAST('2006-02-28' AS DATE) OR handled_on IS NULL
    THEN outcome
  END AS outcome,
  recorded_at,
  withdrawn_at,
  source
FROM signals_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    raised_on IS NULL OR raised_on <= CAST('2006-02-28' AS DATE)
  )

-- three_way_talks
SELECT
  talk_id,
  person_id,
  participation_id,
  CASE WHEN signalled_on <= CAST('2006-02-28' AS DATE) THEN signalled_on END AS signalled_on,
  signalled_by,
  reason,
  explanation,
  planned_on,
  CASE WHEN held_on <= CAST('2006-02-28' AS DATE) THEN held_on END AS held_on,
  CASE WHEN held_on <= CAST('2006-02-28' AS DATE) OR held_on IS NULL THEN result END AS result,
  CASE
    WHEN held_on <= CAST('2006-02-28' AS DATE) OR held_on IS NULL
    THEN agreement
  END AS agreement,
  recorded_at,
  withdrawn_at,
  source
FROM three_way_talks_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    signalled_on IS NULL OR signalled_on <= CAST('2006-02-28' AS DATE)
  )

-- trajectories
SELECT
  trajectory_id,
  person_id,
  plan_id,
  type,
  work_first_function,
  rung,
  provider_id,
  contract_id,
  motive,
  CASE WHEN offered_on <= CAST('2006-02-28' AS DATE) THEN offered_on END AS offered_on,
  CASE WHEN decided_on <= CAST('2006-02-28' AS DATE) THEN decided_on END AS decided_on,
  CASE
    WHEN decided_on <= CAST('2006-02-28' AS DATE) OR decided_on IS NULL
    THEN decision
  END AS decision,
  CASE WHEN started_on <= CAST('2006-02-28' AS DATE) THEN started_on END AS started_on,
  CASE WHEN ended_on <= CAST('2006-02-28' AS DATE) THEN ended_on END AS ended_on,
  CASE
    WHEN ended_on <= CAST('2006-02-28' AS DATE) OR ended_on IS NULL
    THEN result
  END AS result,
  CASE
    WHEN ended_on <= CAST('2006-02-28' AS DATE) OR ended_on IS NULL
    THEN goal_met
  END AS goal_met,
  delivery,
  processed,
  recorded_at,
  withdrawn_at,
  source
FROM trajectories_all_versions
WHERE
  recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  AND (
    withdrawn_at IS NULL
    OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
  )

-- unemployment_benefits
SELECT
  unemployment_id,
  person_id,
  CASE WHEN starts_on <= CAST('2006-02-28' AS DATE) THEN starts_on END AS starts_on,
  expected_end_on,
  CASE WHEN ends_on <= CAST('2006-03-01' AS DATE) THEN ends_on END AS ends_on,
  recorded_at,
  withdrawn_at,
  source
FROM unemployment_benefits_all_versions
WHERE
  (
    recorded_at <= CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    AND (
      withdrawn_at IS NULL
      OR withdrawn_at > CAST('2006-02-28 23:59:59.999999' AS TIMESTAMP_NTZ)
    )
  )
  AND (
    starts_on IS NULL OR starts_on <= CAST('2006-02-28' AS DATE)
  )

