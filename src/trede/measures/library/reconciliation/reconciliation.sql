/*
nl = "waarom de gemeente en de landelijke bron een cliënt anders tellen"
en = "why the municipality and the central source count a client differently"
source = "rwi-2004 extracts, Reconciliation; rwi-2004 L23"

# What the central register would have said, had every delivery been processed.
[views.received]
rows = "closed_approach"
[views.received.values]
sources = "$central_sources"
observed_until = "$central_observed_until"
known_at = ""
closing_event = "started"
exemption_moment = "recorded"
unprocessed_deliveries = "count"

# What the municipality says of instruments alone, whatever event it counts itself.
[views.instrument]
rows = "closed_approach"
values = { closing_event = "started" }

[columns]
in_both = "the client is in the local and in the central cohort; only then they are compared"
local = "left, exempt, A or B in the register of the municipality"
central = "the same in the central register"
detail = "what is the matter: the first that applies; empty: no difference"
*/
with first_instrument as (
    select
        registered.person_id,
        registered.registered_late,
        row_number() over (
            partition by registered.person_id
            order by registered.starts_on, registered.activity_id, registered.delivery_id
        ) as nth
    from instrument_registration as registered
    inner join cohort on cohort.person_id = registered.person_id
    where cohort.exit_on is null or registered.starts_on <= cohort.exit_on
)

select
    compared.person_id,
    persons.client_number,
    compared.in_both,
    compared.local,
    compared.central,
    compared.fully_observed,
    case
        when not compared.in_both or compared.local = compared.central then null
        when compared.local = 'left' then 'end_registered_late'
        when compared.central = 'left' then 'interruption_in_central'
        when compared.central = 'exempt' then 'end_not_taken_over'
        when compared.local = 'exempt' and obligation.found_in = 'file_study'
            then 'found_in_file_study'
        when compared.local = 'exempt' then 'not_taken_over_in_time'
        when compared.local = 'B' then 'instrument_without_plan'
        when not instrument.event_in_time then 'plan_without_instrument'
        when received.event_in_time then 'delivered_not_processed'
        when first_instrument.registered_late then 'registered_after_due_date'
        else 'not_in_any_delivery'
    end as detail
from local_and_central as compared
left join persons on persons.person_id = compared.person_id
left join obligation on obligation.person_id = compared.person_id
left join instrument on instrument.person_id = compared.person_id
left join received on received.person_id = compared.person_id
left join first_instrument
    on first_instrument.person_id = compared.person_id and first_instrument.nth = 1
