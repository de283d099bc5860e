WITH carried_out AS (
  SELECT
    participation_id,
    MAX(trajectory_id) AS trajectory_id
  FROM referrals
  WHERE
    NOT participation_id IS NULL
  GROUP BY
    participation_id
), talk AS (
  SELECT
    held.person_id,
    held.talk_id,
    held.participation_id,
    held.held_on,
    held.result,
    participations.provider_id,
    participations.ends_on AS left_on,
    CASE
      WHEN NOT trajectories.ended_on IS NULL
      THEN GREATEST(held.held_on, trajectories.ended_on)
    END AS trajectory_over_on,
    CASE
      WHEN NOT participations.ends_on IS NULL
      AND (
        trajectories.trajectory_id IS NULL OR NOT trajectories.ended_on IS NULL
      )
      THEN GREATEST(held.held_on, participations.ends_on - 1, trajectories.ended_on)
    END AS stopped_on,
    LEAD(held.held_on) OVER (
      PARTITION BY held.participation_id
      ORDER BY held.held_on NULLS LAST, held.talk_id NULLS LAST
    ) AS overtaken_on
  FROM three_way_talks AS held
  LEFT JOIN participations
    ON participations.participation_id = held.participation_id
  LEFT JOIN carried_out
    ON carried_out.participation_id = held.participation_id
  LEFT JOIN trajectories
    ON trajectories.trajectory_id = carried_out.trajectory_id
  WHERE
    NOT held.held_on IS NULL
), supported AS (
  SELECT
    talk.talk_id,
    NULLIF(
      MAX(COALESCE(period.ends_on, CAST('9999-12-31' AS DATE))),
      CAST('9999-12-31' AS DATE)
    ) AS ends_on
  FROM talk
  JOIN support_period AS period
    ON period.person_id = talk.person_id AND period.starts_on <= talk.held_on
  GROUP BY
    talk.talk_id
)
SELECT
  talk.person_id,
  talk.talk_id,
  talk.participation_id,
  talk.held_on,
  talk.result,
  CASE talk.result
    WHEN 'stop'
    THEN talk.stopped_on
    WHEN 'other_provider'
    THEN LEAST(MIN(done.done_on), talk.trajectory_over_on)
    ELSE MIN(done.done_on)
  END AS followed_on,
  CASE talk.result
    WHEN 'stop'
    THEN talk.overtaken_on
    WHEN 'adjust'
    THEN LEAST(talk.overtaken_on, talk.left_on, supported.ends_on)
    ELSE LEAST(talk.overtaken_on, supported.ends_on)
  END AS ended_on
FROM talk
LEFT JOIN talk_sequel AS done
  ON done.person_id = talk.person_id
  AND done.result = talk.result
  AND done.done_on >= talk.held_on
  AND COALESCE(done.participation_id = talk.participation_id, TRUE)
  AND COALESCE(done.provider_id <> talk.provider_id, TRUE)
LEFT JOIN supported
  ON supported.talk_id = talk.talk_id
GROUP BY
  talk.person_id,
  talk.talk_id,
  talk.participation_id,
  talk.held_on,
  talk.result,
  talk.stopped_on,
  talk.trajectory_over_on,
  talk.overtaken_on,
  talk.left_on,
  supported.ends_on
