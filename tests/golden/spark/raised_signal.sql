SELECT
  person_id,
  signal_id,
  CASE
    WHEN rule IN ('handover_incomplete', 'handover_differs', 'handover_notice')
    THEN 'handover'
    WHEN rule = 'sanction_decided'
    THEN 'decision'
    WHEN rule = 'provider_report_late'
    THEN 'provider'
    WHEN rule IN (
      'information_missing',
      'change_not_reported',
      'income_not_reported',
      'form_missing',
      'report_late'
    )
    THEN 'benefit'
    ELSE 'work'
  END AS about,
  raised_on,
  due_on,
  LEAST(looked_into_on, handled_on) AS looked_into_on,
  handled_on
FROM signals
