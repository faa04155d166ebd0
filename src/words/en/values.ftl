# Keys of a scenario, what a value may be, and printers, as a reader says it.

## What a value may be
law-constant = { $value }
law-uniform = any from { $min } to { $max }, equally likely
law-triangular = from { $min } to { $max }, most likely { $mode }
law-pert = from { $min } to { $max }, usually close to { $mode }
law-exponential = purely by chance: often much less, seldom much more
law-gamma = by chance, a gamma distribution of shape { $shape }
law-erlang = by chance, the sum of { $phases } random parts
law-lognormal = half of the time at most { $median }, usually within a factor of { $spread } of it
law-weibull = a Weibull distribution of shape { $shape } and scale { $scale }
law-poisson = as independent events vary
law-empirical = { $values }, equally likely
law-normal = a normal distribution around { $mean }, two thirds within ± { $sd }
law-truncated_normal = from { $min } to { $max }, usually within ± { $sd } of { $mean }
law-beta = from { $min } to { $max }, a beta distribution of { $alpha } and { $beta }
law-bernoulli = 1 with a chance of { $probability }, otherwise 0
law-binomial = how many of { $trials } trials succeed, each with a chance of { $probability }
law-geometric = how many trials fail before the first success, each with a chance of { $probability }
law-hyperexponential = purely by chance, with means { $values }
law-discrete = { $values }
law-piecewise_linear = at most { $values }, evenly in between
value-true = yes
value-false = no
value-never = never
value-done = done from the start

## What the keys mean
key-opening_hours-monday = the opening hours on Mondays
key-opening_hours-tuesday = the opening hours on Tuesdays
key-opening_hours-wednesday = the opening hours on Wednesdays
key-opening_hours-thursday = the opening hours on Thursdays
key-opening_hours-friday = the opening hours on Fridays
key-opening_hours-saturday = the opening hours on Saturdays
key-opening_hours-sunday = the opening hours on Sundays
key-opening_hours-extra_days-date = the date of day { $item } with hours of its own
key-opening_hours-extra_days-hours = the opening hours of day { $item } with hours of its own
key-backlog-total = how many residents wait at the start
key-backlog-recorded_from = the first recording date of those who wait at the start
key-backlog-recorded_to = the last recording date of those who wait at the start
key-backlog-suket_share = the share of those who wait at the start who hold a suket
key-suket-valid_months = for how many months a suket is valid
key-kecamatan-share = the share of { $name }
key-kecamatan-recordings = new recordings per working day in { $name }
key-arrivals-per_day = new recordings per working day
key-arrivals-from = the first day of new recordings
key-arrivals-until = the last day of new recordings
key-arrivals-suket_share = the share of new residents who get a suket
key-arrivals-campaigns-date = the date of campaign { $item }
key-arrivals-campaigns-recordings = how many residents campaign { $item } records
key-blanks-on_hand = how many blanks are on hand at the start
key-blanks-received_on = the date on which the blanks were received
key-blanks-allotment = the share of the blanks that { $name } gets
key-blanks-deliveries-date = the date on which delivery { $item } of blanks comes
key-blanks-deliveries-asked = the date on which delivery { $item } of blanks is asked for
key-blanks-deliveries-arrives_after = how long delivery { $item } of blanks takes
key-blanks-deliveries-pieces = how many blanks come with delivery { $item }
key-ribbons-on_hand = how many ribbons are on hand at the start
key-ribbons-cards_each = how many cards one ribbon prints
key-ribbons-deliveries-date = the date on which delivery { $item } of ribbons comes
key-ribbons-deliveries-asked = the date on which delivery { $item } of ribbons is asked for
key-ribbons-deliveries-arrives_after = how long delivery { $item } of ribbons takes
key-ribbons-deliveries-pieces = how many ribbons come with delivery { $item }
key-printer-print_time = how long one card takes
key-printer-daily_limit = the daily limit of a printer
key-printer-overload = how many cards a day a printer is forced beyond its limit
key-printer-spoilage = the share of cards that are misprinted
key-printer-overload_spoilage = the share of cards beyond the limit that are misprinted
key-printer-overload_wear = how much a card beyond the limit wears the printer
key-printer-life = after how many cards a printer breaks
key-printer-repair = how long a repair takes
key-printer-daily_availability = the share of days on which a printer can be used
key-printer-ramp = how many cards are printed on day { $item } of printing
key-of-printer = { $what } ({ $name }, printer { $item })
key-sites-printers = how many printers { $name } has
key-sites-printers-arrives = the date on which printer { $item } arrives in { $name }
key-sites-printers-away-from = the first day on which printer { $item } is away from { $name }
key-sites-printers-away-until = the last day on which printer { $item } is away from { $name }
key-sites-upgrade-done = when the application upgrade in { $name } is done
key-sites-upgrade-work = how long the application upgrade in { $name } takes
key-outages-from = the beginning of the outage "{ $name }"
key-outages-until = the end of the outage "{ $name }"
key-outages-every = how long it is until the outage "{ $name }" comes again
key-outages-lasts = how long the outage "{ $name }" lasts

## Printers
printer-number = printer { $number }
printers-at = { $count } at { $name }
assume-printers = { $count ->
    [one] { $count } printer ({ $where }) of at most { $limit ->
        [one] { $limit } card
       *[other] { $limit } cards
    } a day.
   *[other] { $count } printers ({ $where }) of at most { $limit ->
        [one] { $limit } card
       *[other] { $limit } cards
    } a day each.
}
assume-print-time = A card takes { $time }; { $spoilage } are misprinted.
assume-overload = { $cards ->
    [one] { $cards } more card a day is forced; { $spoilage } of these are misprinted, and one wears
   *[other] { $cards } more cards a day are forced; { $spoilage } of these are misprinted, and one wears
} as { $wear }.
assume-life-none = The printer never fails.
assume-life = It fails after { $life } and is back after { $repair }.
assume-availability = On { $share } of the days it is usable.
assume-ramp = It starts slowly: at most { $ramp ->
    [one] { $ramp } card
   *[other] { $ramp } cards
} on its first days.
assume-arrives = It is there from { $date }.
assume-away = It is away { $times }.
assume-away-time = from { $from } to { $until }
