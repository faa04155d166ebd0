# Errors of the office: plans, days, runs and projections.

lang-unknown = the language is "{ $found }", but must be en or id

## Days
hours-unreadable = found `{ $found }`, wanted hours like `07:30-15:30`, several of them with commas between, or `closed`
hours-backward = the window { $found } must end after it begins
hours-late = the window { $found } must end by 24:00
hours-overlap = the window { $found } must begin after { $last } has ended: windows stand in order and do not overlap
holidays-unknown-set = there is no holiday set `{ $found }`; the built-in sets are { $first } to { $last }, the nearest is `{ $near }`
holidays-unknown = the holidays from { $start } to { $end } are not all known: { $what }; given: { $given }
holidays-missing = give also { $missing }
holidays-not-built-in = there is no built-in set for { $years }
holidays-both = { $missing }; { $years }
holidays-years = { $first } to { $last }

## Plans
routing-unknown = the routing is "{ $found }", but must be one of { $known }
plan-backward = the horizon { $horizon } is before the start { $start }
plan-no-site = there is no site; at least one must print
plan-no-kecamatan = there is no kecamatan; at least one must have residents
plan-site-twice = two sites are called "{ $name }"
plan-kecamatan-twice = two kecamatan are called "{ $name }"
plan-printer-twice = site "{ $site }" has two printers called "{ $name }"
plan-site-kecamatan = site "{ $name }" serves a kecamatan that is not there
plan-two-offices = sites "{ $one }" and "{ $other }" are both the office; at most one is wanted
plan-share = a kecamatan's share is { $found }, but must be 0 or more
plan-shares-zero = every kecamatan's share is 0, so the backlog lives nowhere
plan-outage-over = outage "{ $name }" is always over by the start
plan-by-date = the totals, dates or kecamatan of the backlog are not those of its list by date
plan-recordings = { $recordings }: one draw of recordings in a thousand million is above { $found }, but must be at most { $most }
plan-negative = { $found }: this distribution has negative draws, but is of a count
plan-recorded-backward = the backlog's last recording date is before its first
plan-suket-share = a suket share is { $found }, but must be between 0 and 1
plan-allotment = the allotment needs one weight of 0 or more for every site, and one above 0
plan-ribbons-site = ribbons are delivered to a site, but are always pooled
plan-unknown-site = something names a site that is not there
plan-unknown-kecamatan = a campaign names a kecamatan that is not there
plan-crew = the crew's order must name each site that the crew upgrades, once
plan-printer-share = { $printer }: { $what } is { $found }, but must be between 0 and 1
plan-printer-negative = { $printer }: { $what } is { $found }, but must be 0 or more
plan-print-time = { $printer }: print_time is 0 minutes, but must be longer than 0 minutes

## Too large to be run
too-many-blanks = there are { $found } blanks in all; at most { $most } are wanted
too-many-ribbons = there are { $found } ribbons in all; at most { $most } are wanted
too-many-residents = one replication would have up to about { $found } residents, the backlog and all who are recorded; at most { $most } can be simulated
too-many-cards = one replication may print about { $found } cards, misprints included; at most { $most } can be simulated
too-many-looks = printers would be looked at about { $found } times in one replication: at each opening, outage and delivery, each printer that it concerns; at most { $most } can be simulated
too-many-replications = { $replications } replications may need { $needed } GB of memory; at most { $most } can be run, for { $room } GB

## Runs
run-stopped = stopped at { $now }, before the end of the run
run-contradicts = the checkpoint contradicts itself or its plan: { $detail }
books-differ = the books do not balance: { $what } are { $counted }, but add up to { $added-up }; this is an error in the program
books-blanks-received = blanks received
books-blanks-on-hand = blanks on hand
books-residents = residents
books-numbers = the numbers of all residents, added up,
books-in-print = cards under way
books-time = open printer-time
faster-than-best = replication { $replication } cleared on { $date }, but the best case is { $best }; this is an error in the program
faster-than-never = replication { $replication } cleared on { $date }, but the best case is after the horizon; this is an error in the program
promise-kecamatan = there is no kecamatan "{ $found }": there are { $known }
promise-kecamatan-near = there is no kecamatan "{ $found }", did you mean { $near }?
promise-early = { $found } is before the recording dates of those who wait at the start, { $from } to { $to }
promise-late = { $found } is after the horizon, { $horizon }
promise-nobody = nobody of { $kecamatan } waits at the start with a suket
promise-nobody-without = nobody of { $kecamatan } waits at the start without a suket
too-many-promises = the table would have { $count } dates, one for each recording date and kecamatan with a suket and without; at most { $most } can be found out
compare-too-few = at least 2 scenarios are wanted to compare; given: { $found }

## Values from the command line
set-wrong = --set { $found }: { $what }; wanted KEY=VALUE, as in printer.daily_limit=60 or sites."Bangli Kota".printers=2
set-no-equals = there is no equals sign
set-empty-part = a part of the key is empty
set-long = the key has more than { $most } parts
set-quotes-open = the quotes do not close
set-escape = a backslash in quotes begins an escape of TOML, as in "\\"
set-after-quotes = a dot or an equals sign is missing after quotes or brackets
set-item = brackets hold the number of an item, counted from 1, as in deliveries[1]
key-wrong = --key { $found }: { $what }; wanted a key, as in printer.daily_limit or blanks.deliveries[1].asked
key-equals = there is an equals sign

# Values that vary
vary-wrong = --vary { $found }: { $what }; wanted KEY=VALUE,VALUE,… or KEY=A..B or KEY=A..B..STEP
vary-key-twice = this key varies twice
vary-keys = { $found } keys vary; wanted 1 to { $most }, each with --vary KEY=VALUE,VALUE,…
vary-all = --vary: { $what }
vary-rows = { $found ->
    [1] this is one value
   *[other] these are { $found } values
}; give 2 to { $most }
vary-empty = a value is empty
vary-several = this is one value; did you mean { $near }?
vary-twice = the value { $value } stands there twice
vary-open = quotes or brackets do not close
between-ends = found { $from } and { $to }; wanted two numbers, two dates, or two numbers of one unit, as in 2 d and 10 d
between-near = found { $from } and { $to }, which are written { $first } and { $last }
between-step = found a step of { $found }; wanted one above 0 and of the same unit (of dates in days, as in 7 d), and always one beside decimals
between-many = found { $found } values; wanted { $most } at most

# Goals
goal-unreadable = --goal { $found }: wanted a goal such as "cleared by 2017-07-28 with 90 %", "served 95 % by 2017-06-30 with 80 %" (50, 80, 90, 95 or 99 %), or "no standstill until 2017-08-31 with 90 %"
goal-unreadable-near = --goal { $found }: a date is written as year-month-day; did you mean "{ $near }"?
precision-unreadable = --precision "{ $found }" cannot be read; wanted 0.25wd (the mean of working days, to a quarter of a day) or p90=3d (the P90 of the date, to three days)
precision-not-cleared = --precision: the working days have no mean, because in { $unserved } of { $replications } replications not everyone is served within the horizon; ask for the precision of a date instead, such as --precision p{ $percent }=7d
precision-not-cleared-late = --precision: the working days have no mean, because in { $unserved } of { $replications } replications not everyone is served within the horizon; the P50 of the date is after it too, so give a later horizon
select-unreadable = --select "{ $found }" cannot be read; wanted 0.5wd (scenarios that differ by half a working day on average or more are told apart)
select-no-mean = "{ $name }" has no honest mean of working days: a simulation does not serve everyone by { $horizon }; wanted a later horizon, another choice of scenarios, or a comparison of dates without --select

## Nations
allotment-unknown = "{ $found }" is no rule of allotment; wanted one of { $known }
nation-office = office { $code }: { $wrong }
nation-no-office = the table has no office with the code { $found }
nation-no-office-near = the table has no office with the code { $found }; did you mean { $near }?
nation-rounds = by the rule { $rule } an office gets blanks according to the state of all others, so it cannot be run alone; wanted need, capacity or equal-lots
